import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askEngine } from './ask-engine.ts'

const ofCompose = {
  'campus.environment': 'campus',
  'com.docker.compose.project': 'campus',
  'com.docker.compose.project.config_files': '/checkout/generated/compose.yaml',
}

const answers: Readonly<Record<string, unknown>> = {
  '/version': { Version: '29.1.0', ApiVersion: '1.52', Arch: 'amd64' },
  '/info': {
    MemTotal: 4096,
    SystemTime: '2020-01-01T00:00:00Z',
    OperatingSystem: 'Docker Desktop',
    DockerRootDir: '/var/lib/docker',
    SecurityOptions: ['name=seccomp', 'name=rootless'],
  },
  '/containers/json': [
    {
      Id: 'abc',
      Names: ['/campus-gateway-1'],
      State: 'running',
      Labels: ofCompose,
      Ports: [{ PublicPort: 8070 }, { PublicPort: 8070 }, { PrivatePort: 1 }],
    },
  ],
  '/networks': [{ Id: 'n', Name: 'campus_default', Labels: { 'campus.environment': 'campus' } }],
  '/volumes': { Volumes: [{ Name: 'campus_run', Labels: null }] },
}

async function listen(server: Server): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-engine-'))
  const socket = join(folder, 'docker.sock')
  await new Promise<void>((resolve) => server.listen(socket, () => resolve()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  })
  return `unix://${socket}`
}

const ask = (host: string, timeoutMs = 2000) =>
  askEngine(
    { env: { DOCKER_HOST: host }, home: '/nowhere', readText: () => '', exists: () => false },
    () => timeoutMs,
  )

test('an engine that answers is asked for all that the checks judge', async () => {
  const host = await listen(
    createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[path]))
    }),
  )
  const { answer, attempts } = await ask(host)
  expect(attempts).toEqual([])
  expect(answer).toMatchObject({
    version: '29.1.0',
    arch: 'amd64',
    memoryBytes: 4096,
    isRootless: true,
    isNative: false,
    freeBytes: undefined,
    containers: [{ id: 'abc', name: 'campus-gateway-1', ports: [8070], state: 'running' }],
    networks: [{ name: 'campus_default' }],
    volumes: [{ name: 'campus_run', labels: {} }],
  })
  expect(answer?.clockMs).toBeLessThan(-1_000_000)
})

test('an engine that takes the question and does not answer is given up in time', async () => {
  const host = await listen(createServer(() => undefined))
  const { answer, attempts } = await ask(host, 300)
  expect(answer).toBeUndefined()
  expect(attempts).toMatchObject([{ message: 'no answer within 0.3 s' }])
})

test('where nothing listens, the attempt tells why', async () => {
  const { attempts, answer } = await ask('unix:///nowhere/docker.sock')
  expect(answer).toBeUndefined()
  expect(attempts).toMatchObject([{ code: 'ENOENT', at: { origin: 'DOCKER_HOST' } }])
})
