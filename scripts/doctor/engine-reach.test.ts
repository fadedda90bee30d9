import { expect, test } from 'vitest'
import { engineContext } from './engine/engine-context.ts'
import { engineInstalled } from './engine/engine-installed.ts'
import { enginePermitted } from './engine/engine-permitted.ts'
import { engineRunning } from './engine/engine-running.ts'
import { engineVersion } from './engine/engine-version.ts'
import { buildx, composeVersion } from './engine/plugins.ts'
import { anyMachine, type Described } from './testing/any-machine.ts'
import { expectVerdict, type VerdictRow } from './testing/expect-verdict.ts'

const socket = { host: 'unix:///var/run/docker.sock', origin: 'default' } as const
const remote = { host: 'tcp://ada:secret@build.example.org:2376', origin: 'DOCKER_HOST' } as const
const dead = { host: 'unix:///home/ada/.docker/desktop/docker.sock', origin: 'context' } as const
const noDockerd = { hasDockerd: false }
const nothing: Described = { engine: { hosts: [], hasClient: false }, answer: null, machine: noDockerd }
const silent = (at: typeof socket | typeof remote | typeof dead, code = 'ECONNREFUSED'): Described => ({
  engine: { hosts: [at], attempts: [{ at, code, message: `connect ${code}` }] },
  answer: null,
})
test.each<VerdictRow>([
  ['the default socket', engineContext, {}, 'ok', /default socket/],
  ['no engine at all', engineContext, nothing, 'ok', /no engine is named/],
  [
    'DOCKER_HOST to another machine',
    engineContext,
    silent(remote),
    'fail',
    /a remote engine/,
    'unset DOCKER_HOST',
  ],
  [
    'a context to another machine',
    engineContext,
    silent({ ...dead, host: 'ssh://build' } as never),
    'fail',
    /a remote engine/,
    'docker context use default',
  ],
  [
    'a context that does not exist',
    engineContext,
    { env: { DOCKER_CONTEXT: 'nope' } },
    'warn',
    /"nope" does not exist/,
    'unset DOCKER_CONTEXT',
  ],
  [
    'a chosen context that does not exist',
    engineContext,
    { files: { '/home/ada/.docker/config.json': '{"currentContext": "nope"}' } },
    'warn',
    /"nope" does not exist/,
    'docker context use default',
  ],
  [
    'two that name an engine',
    engineContext,
    { env: { DOCKER_HOST: 'unix:///x', DOCKER_CONTEXT: 'y' } },
    'warn',
    /DOCKER_HOST wins/,
  ],
  [
    'an application',
    engineContext,
    { answer: { isNative: false, operatingSystem: 'Docker Desktop' } },
    'ok',
    /Docker Desktop, in a virtual machine/,
  ],
  ['an engine that is there', engineInstalled, {}, 'ok', /Docker 29\.1\.0/],
  ['nothing of Docker', engineInstalled, nothing, 'fail', /Docker is not installed/, 'make run'],
  [
    'a client alone',
    engineInstalled,
    { ...nothing, engine: { hosts: [], hasClient: true } },
    'fail',
    /but no engine/,
    'make run',
  ],
  [
    'an engine without its client',
    engineInstalled,
    { engine: { hasClient: false } },
    'fail',
    /docker command is missing/,
    'make run',
  ],
  [
    'macOS without Docker',
    engineInstalled,
    { ...nothing, machine: { ...noDockerd, platform: 'darwin' } },
    'fail',
    /not installed/,
  ],
  [
    'Podman',
    engineInstalled,
    {
      engine: { attempts: [{ at: socket, code: '', message: 'this is Podman, not a Docker engine' }] },
      answer: null,
    },
    'fail',
    /is Podman/,
  ],
  ['an open socket', enginePermitted, {}, 'ok', /permitted/],
  [
    'a socket that is closed',
    enginePermitted,
    silent(socket, 'EACCES'),
    'fail',
    /you have no permission/,
    'sudo usermod -aG docker $USER\nnewgrp docker',
  ],
  ['an engine that runs', engineRunning, {}, 'ok', /at unix:/],
  ['an engine that was not started', engineRunning, silent(socket), 'fail', /no engine answers/, 'make run'],
  ['a dead context', engineRunning, silent(dead), 'fail', /no engine answers/, 'docker context use default'],
  ['a recent engine', engineVersion, {}, 'ok', /29\.1\.0/],
  ['a development build', engineVersion, { answer: { version: 'dev' } }, 'ok', /dev/],
  [
    "Debian 12's own engine",
    engineVersion,
    { answer: { version: '20.10.24+dfsg1' } },
    'fail',
    /25\.0 is the oldest/,
    'sudo apt-get remove docker.io docker-compose && make run',
  ],
  ['a recent compose', composeVersion, {}, 'ok', /2\.40\.3/],
  [
    'no compose',
    composeVersion,
    { engine: { compose: undefined } },
    'fail',
    /is missing/,
    'sudo apt-get install docker-compose',
  ],
  ['an old compose', composeVersion, { engine: { compose: '2.20.0' } }, 'fail', /2\.24 is the oldest/],
  [
    'a compose that is slow',
    composeVersion,
    { engine: { compose: undefined, late: ['compose'] } },
    'warn',
    /in time/,
    'docker compose version',
  ],
  [
    'Ubuntu without compose',
    composeVersion,
    {
      engine: { compose: undefined },
      machine: { os: { id: 'ubuntu', versionId: '24.04', codename: 'noble' } },
    },
    'fail',
    /missing/,
    'sudo apt-get install docker-compose-v2',
  ],
  ['buildx', buildx, {}, 'ok', /0\.30\.0/],
  [
    'no buildx',
    buildx,
    { engine: { buildx: undefined } },
    'fail',
    /missing/,
    'sudo apt-get install docker-buildx',
  ],
])('the verdict on %s', async (...row) => {
  await expectVerdict(...row)
})

test('only an engine of this machine that is installed is started by --fix', async () => {
  const planned = async (described: Described) => (await engineRunning.autoFix?.(anyMachine(described)))?.plan
  expect(await planned(silent(socket))).toEqual(['start Docker, as root'])
  expect(await planned(silent(dead))).toBeUndefined()
  expect(await planned({ ...silent(socket), machine: noDockerd })).toBeUndefined()
  expect(await planned({})).toBeUndefined()
})
