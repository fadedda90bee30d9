import { expect, test } from 'vitest'
import { engineContext } from './engine/engine-context.ts'
import { engineInstalled } from './engine/engine-installed.ts'
import { enginePermitted } from './engine/engine-permitted.ts'
import { engineRunning } from './engine/engine-running.ts'
import { proxy } from './network/proxy.ts'
import { anyMachine, type Described } from './testing/any-machine.ts'

const addresses = [
  'ada:secret@10.0.0.9:3128',
  'http://ada:secret@10.0.0.9:3128',
  'http://ada:p@secret@10.0.0.9:3128',
  'http://ada:p/secret@10.0.0.9:3128',
  'http://secret@10.0.0.9:3128',
]

const podman = 'this is Podman, not a Docker engine'
const silent = (host: string, code: string, message: string): Described => {
  const at = { host, origin: 'DOCKER_HOST' } as const
  return { engine: { hosts: [at], attempts: [{ at, code, message }] }, answer: null }
}

test.each(addresses)('of an engine at %s no check shows the password', async (host) => {
  const verdicts = await Promise.all([
    engineContext.look(anyMachine(silent(host, 'ECONNREFUSED', 'refused'))),
    engineInstalled.look(anyMachine(silent(host, 'ECONNREFUSED', 'refused'))),
    engineInstalled.look(anyMachine(silent(host, '', podman))),
    enginePermitted.look(anyMachine(silent(host, 'EACCES', 'refused'))),
    engineRunning.look(anyMachine(silent(host, 'ECONNREFUSED', 'refused'))),
  ])
  for (const verdict of verdicts) {
    expect(JSON.stringify(verdict)).toContain('10.0.0.9')
    expect(JSON.stringify(verdict)).not.toContain('secret')
  }
})

test('a socket whose path has an @ is shown whole', async () => {
  const host = 'unix:///home/ada@work/docker.sock'
  const { evidence } = await engineRunning.look(anyMachine(silent(host, 'ECONNREFUSED', 'refused')))
  expect(evidence).toEqual([`${host}: refused`])
})

test.each(addresses)('of the proxy %s the password is not shown', async (HTTP_PROXY) => {
  const { evidence } = await proxy.look(anyMachine({ env: { HTTP_PROXY } }))
  expect(evidence[0]).toMatch(/^HTTP_PROXY=(http:\/\/)?10\.0\.0\.9:3128$/)
})
