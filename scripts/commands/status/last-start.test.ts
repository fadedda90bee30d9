import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Project } from '../../project/project.ts'
import type { Board } from '../../system/board.ts'
import { readLastStart, startClock, writeLastStart } from './last-start.ts'

let stateDir = ''
const project = () => ({ stateDir }) as Project

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'campus-start-'))
  vi.useFakeTimers({ now: Date.parse('2026-11-23T05:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(stateDir, { recursive: true })
})

test('a start is remembered with the time of each part that was done, side by side', () => {
  const said: string[] = []
  const row = (name: string) => ({
    doing: () => undefined,
    done: (text: string) => said.push(`${name}: ${text}`),
    failed: () => undefined,
  })
  const clock = startClock({ row, abandon: () => undefined, close: () => undefined } as unknown as Board)
  const engine = clock.board.row('engine')
  vi.advanceTimersByTime(40)
  engine.done('Docker')
  const [gateway, richie] = [clock.board.row('gateway'), clock.board.row('richie')]
  vi.advanceTimersByTime(400)
  gateway.done('nginx')
  vi.advanceTimersByTime(9000)
  richie.done('ready')
  clock.board.row('courses').failed('refused')
  writeLastStart(project(), clock.finish('after-stop'))
  expect(said).toEqual(['engine: Docker', 'gateway: nginx', 'richie: ready'])
  expect(readLastStart(project())).toEqual({
    at: '2026-11-23T05:00:00.000Z',
    kind: 'after-stop',
    ms: 9440,
    parts: [
      { name: 'engine', ms: 40 },
      { name: 'gateway', ms: 400 },
      { name: 'richie', ms: 9400 },
    ],
  })
})

test.each([
  ['is not there', undefined],
  ['is no JSON', '{'],
  ['is of another campus', '{"at": "yesterday"}'],
])('a record that %s is none', (_, text) => {
  if (text !== undefined) writeFileSync(join(stateDir, 'last-start.json'), text)
  expect(readLastStart(project())).toBeUndefined()
})
