import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { planOf } from '../../../tests/probes/test-surroundings.ts'
import { silentProgressLine } from '../../system/progress-line.ts'
import { takeTurn } from './turn.ts'

const mocks = planOf('').lmses

function project() {
  const stateDir = mkdtempSync(join(tmpdir(), 'turn-'))
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }))
  return { stateDir }
}

test('whoever logs in waits for the check before it, at a mock too, and says so', async () => {
  const here = project()
  const said: string[] = []
  const line = { ...silentProgressLine, show: (text: string) => void said.push(text) }
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => told.mockRestore())
  const first = await takeTurn(here, mocks, { isLoggingIn: true, line })
  const second = takeTurn(here, mocks, { isLoggingIn: true, line })
  await vi.waitFor(() => expect(said[0]).toMatch(/^waiting for another check: campus check is running here/))
  first.end()
  ;(await second).end()
})

test('a look at mocks without a login waits for nobody', async () => {
  const here = project()
  const line = silentProgressLine
  const first = await takeTurn(here, mocks, { isLoggingIn: true, line })
  const second = await takeTurn(here, mocks, { isLoggingIn: false, line })
  expect(second.surroundings).toEqual({})
  first.end()
})
