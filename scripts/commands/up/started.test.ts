import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ServiceState } from '../../engine/containers.ts'
import type { Project } from '../../project/project.ts'
import { isAsStarted, noteStarted } from './started.ts'

let project: Project
let states: readonly ServiceState[]

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'campus-started-'))
  const [stateDir, generatedDir] = [join(root, '.campus'), join(root, 'generated')]
  project = { root, stateDir, generatedDir, certsDir: '', composeFile: join(generatedDir, 'compose.yaml') }
  mkdirSync(join(stateDir, 'secrets'), { recursive: true })
  mkdirSync(generatedDir)
  states = ['gateway', 'richie'].map((service) => ({
    service,
    containerId: `id-of-${service}`,
    image: service,
    state: 'running',
    health: 'healthy',
    status: 'Up',
    checkout: root,
  }))
})
afterEach(() => rmSync(project.root, { recursive: true }))

const change = (index: number, to: Partial<ServiceState>) =>
  states.map((state, at) => (at === index ? { ...state, ...to } : state))

test('only after a start that ended well, compose need not be asked', () => {
  expect(isAsStarted(project, states)).toBe(false)
  noteStarted(project, states)
  expect(isAsStarted(project, states)).toBe(true)
})

test.each([
  [
    'a container has ended, such as a front-end build',
    () => change(1, { state: 'exited', status: 'Exited (0)' }),
  ],
  ['a container was made again', () => change(0, { containerId: 'other' })],
  ['a container is from another checkout', () => change(0, { checkout: '/other' })],
  ['a container is gone', () => states.slice(1)],
  ['a container came', () => [...states, { ...states[0], containerId: 'more' } as ServiceState]],
])('it is asked where %s', (_, now) => {
  noteStarted(project, states)
  expect(isAsStarted(project, now())).toBe(false)
})

test.each(['generated/compose.yaml', '.campus/secrets/richie.env', '.campus/images.json'])(
  'it is asked where %s changed',
  (file) => {
    noteStarted(project, states)
    writeFileSync(join(project.root, file), 'changed')
    expect(isAsStarted(project, states)).toBe(false)
  },
)
