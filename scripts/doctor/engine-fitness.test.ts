import { expect, test } from 'vitest'
import { architecture } from './engine/architecture.ts'
import { engineDisk } from './engine/engine-disk.ts'
import { engineMemory } from './engine/engine-memory.ts'
import { engineRootless } from './engine/engine-rootless.ts'
import { neighbours } from './engine/neighbours.ts'
import { anyMachine } from './testing/any-machine.ts'
import { expectVerdict, type VerdictRow } from './testing/expect-verdict.ts'

const gibibyte = 2 ** 30
const noSearch = { richie: { search: 'none', database: 'sqlite' } } as never

test.each<VerdictRow>([
  ['one architecture', architecture, {}, 'ok', /amd64/],
  [
    'Apple silicon with a Node.js for Intel',
    architecture,
    { answer: { arch: 'arm64' } },
    'fail',
    /engine is arm64, Node\.js is amd64/,
  ],
  [
    'arm64 throughout',
    architecture,
    { answer: { arch: 'arm64' }, machine: { arch: 'arm64' } },
    'ok',
    /arm64/,
  ],
  [
    'a platform that is forced',
    architecture,
    { env: { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' } },
    'fail',
    /another architecture/,
    'unset DOCKER_DEFAULT_PLATFORM',
  ],
  ['an engine of root', engineRootless, {}, 'ok', /as root/],
  ['a rootless engine', engineRootless, { answer: { isRootless: true } }, 'ok', /rootless: its data/],
  [
    'a rootless engine and a low port',
    engineRootless,
    { answer: { isRootless: true }, sites: [{ port: 443 }] },
    'fail',
    /can't publish port 443/,
  ],
  [
    'low ports for everybody',
    engineRootless,
    {
      answer: { isRootless: true },
      sites: [{ port: 443 }],
      files: { '/proc/sys/net/ipv4/ip_unprivileged_port_start': '0\n' },
    },
    'ok',
    /rootless/,
  ],
  ['memory enough', engineMemory, {}, 'ok', /8\.0 GB for the engine/],
  ['little memory', engineMemory, { answer: { memoryBytes: 2 * gibibyte } }, 'warn', /2\.0 GB/],
  ['too little memory', engineMemory, { answer: { memoryBytes: gibibyte } }, 'fail', /need about 1\.5 GB/],
  [
    'the same without Elasticsearch',
    engineMemory,
    { answer: { memoryBytes: gibibyte }, plan: noSearch },
    'ok',
    /need about 0\.6 GB/,
  ],
  ['room enough', engineDisk, {}, 'ok', /50\.0 GB free in \/var\/lib\/docker/],
  [
    'room to run, not to build',
    engineDisk,
    { answer: { freeBytes: 2 * gibibyte } },
    'warn',
    /building the images again needs 4\.0 GB/,
  ],
  [
    'no room',
    engineDisk,
    { answer: { freeBytes: gibibyte / 2 } },
    'fail',
    /running needs 1\.0 GB/,
    'docker system df',
  ],
  [
    'a disk inside a virtual machine',
    engineDisk,
    { answer: { freeBytes: undefined } },
    'skipped',
    /virtual machine/,
  ],
  ['an engine that keeps neighbours out', neighbours, {}, 'ok', /blocks them/],
  ['one that does not', neighbours, { answer: { version: '26.1.5+dfsg1' } }, 'warn', /same network segment/],
  [
    'an application that publishes ports itself',
    neighbours,
    { answer: { version: '26.1.5', isNative: false } },
    'skipped',
    /with a program/,
  ],
  ['a spec that publishes to all', neighbours, { plan: { addresses: ['0.0.0.0'] } }, 'warn', /on 0\.0\.0\.0/],
])('the verdict on %s', async (...row) => {
  await expectVerdict(...row)
})

test('images that were never built need more room', async () => {
  const machine = anyMachine({ answer: { freeBytes: 2 * gibibyte }, isBuilt: false })
  expect(await engineDisk.look(machine)).toMatchObject({ status: 'fail' })
})
