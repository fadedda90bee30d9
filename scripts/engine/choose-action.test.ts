import { expect, test } from 'vitest'
import { chooseAction } from './choose-action.ts'
import type { EngineProblem } from './engine-problem.ts'

const linux = {
  platform: 'linux',
  os: { id: 'debian', versionId: '12', codename: 'bookworm' },
  isWsl: false,
  hasSystemd: true,
  hasDockerd: true,
} as const
const facts = { machine: linux, hasDistributionEngine: false, isHalfInstalled: false }
const without = { ...facts, machine: { ...linux, hasDockerd: false } }
const silent = (host: string, origin: 'default' | 'context' | 'DOCKER_HOST' = 'default'): EngineProblem => ({
  kind: 'not-running',
  attempts: [{ at: { host, origin }, code: 'ECONNREFUSED', message: '' }],
})
const own = 'unix:///var/run/docker.sock'
const denied: EngineProblem = {
  kind: 'no-permission',
  attempt: { at: { host: own, origin: 'default' }, code: 'EACCES', message: '' },
}
const noCompose: EngineProblem = { kind: 'no-compose', engineVersion: '26.1.5', hasClient: true }

test.each([
  ['nothing there', { kind: 'not-installed' } as const, facts, 'install'],
  ['stopped', { kind: 'not-running', attempts: [] } as const, facts, 'start'],
  ['stopped, its socket left behind', silent(own), facts, 'start'],
  ['stopped, and named by DOCKER_HOST', silent(own, 'DOCKER_HOST'), facts, 'start'],
  ['a client alone', { kind: 'not-running', attempts: [] } as const, without, 'install'],
  ['an interrupted installation', silent(own), { ...facts, isHalfInstalled: true }, 'install'],
  ['another machine', silent('tcp://box:2375', 'DOCKER_HOST'), facts, 'explain'],
  ['an application, not started', silent('unix:///h/.docker/desktop/docker.sock'), without, 'explain'],
  ['macOS', silent(own), { ...facts, machine: { ...linux, platform: 'darwin' } as const }, 'explain'],
  ['no permission', denied, facts, 'explain'],
  [
    'compose missing beside the distribution engine',
    noCompose,
    { ...facts, hasDistributionEngine: true },
    'install',
  ],
  ['compose missing beside another engine', noCompose, facts, 'explain'],
] as const)('%s', (_title, problem, found, expected) => {
  expect(chooseAction(problem, found)).toBe(expected)
})
