import { expect, test } from 'vitest'
import type { Machine } from '../system/machine.ts'
import { parseDeb822 } from './indexes/apt-sources.ts'
import { planInstall } from './install-plan.ts'

const bookworm = parseDeb822(
  'Types: deb\nURIs: https://mirror.test/debian\nSuites: bookworm\nComponents: main\nSigned-By: /ring.gpg\n',
)
const trixie = parseDeb822('Types: deb\nURIs: https://mirror.test/debian\nSuites: trixie\nComponents: main\n')

function machine(id: string, versionId: string, codename = '', more: Partial<Machine> = {}): Machine {
  const os = { id, versionId, codename }
  return { platform: 'linux', os, isWsl: false, hasSystemd: true, hasDockerd: false, ...more }
}

function plan(on: Machine, sources = bookworm, foreign: readonly string[] = []) {
  return planInstall({ machine: on, sources, foreign })
}

function packagesOf(on: Machine): readonly string[] {
  const chosen = plan(on)
  return chosen.kind === 'steps'
    ? (chosen.steps.at(-1)?.argv.filter((word) => /docker|tainerd/.test(word)) ?? [])
    : []
}

test.each([
  [machine('ubuntu', '24.04'), ['docker.io', 'docker-compose-v2', 'docker-buildx']],
  [machine('ubuntu', '25.10'), ['docker.io', 'docker-compose-v2', 'docker-buildx']],
  [machine('debian', '13'), ['docker.io', 'docker-cli', 'docker-compose', 'docker-buildx', 'containerd']],
  [machine('debian', ''), ['docker.io', 'docker-cli', 'docker-compose', 'docker-buildx', 'containerd']],
  [
    machine('debian', '12', 'bookworm'),
    [
      'docker.io/trixie',
      'docker-cli/trixie',
      'docker-compose/trixie',
      'docker-buildx/trixie',
      'containerd/trixie',
    ],
  ],
])('on $os.id $os.versionId', (on, expected) => {
  expect(packagesOf(on)).toEqual(expected)
})

test.each([
  ['Ubuntu before 24.04', machine('ubuntu', '22.04')],
  ['Debian 11', machine('debian', '11', 'bullseye')],
  ['Fedora', machine('fedora', '42')],
  ['macOS', machine('', '', '', { platform: 'darwin' })],
  ['WSL', machine('ubuntu', '24.04', 'noble', { isWsl: true })],
])('%s is for the person to do', (_title, on) => {
  expect(plan(on).kind).toBe('by-hand')
})

test('packages of others are never touched', () => {
  expect(plan(machine('debian', '13'), bookworm, ['docker-ce-cli'])).toMatchObject({
    kind: 'by-hand',
    reason: expect.stringContaining('docker-ce-cli') as string,
  })
})

test('bookworm without a Debian mirror is for the person to do', () => {
  expect(plan(machine('debian', '12', 'bookworm'), []).kind).toBe('by-hand')
})

test("on bookworm the pin is written before the source, which is this machine's own mirror", () => {
  const chosen = plan(machine('debian', '12', 'bookworm'))
  expect(chosen.kind === 'steps' ? chosen.steps.slice(0, 2) : []).toEqual([
    {
      argv: ['tee', '/etc/apt/preferences.d/campus-trixie'],
      input: 'Package: *\nPin: release n=trixie\nPin-Priority: 50\n',
    },
    {
      argv: ['tee', '/etc/apt/sources.list.d/campus-trixie.sources'],
      input:
        'Types: deb\nURIs: https://mirror.test/debian\nSuites: trixie\nComponents: main\nSigned-By: /ring.gpg\n',
    },
  ])
})

test('a trixie source that is there already is used as it is', () => {
  const chosen = plan(machine('debian', '12', 'bookworm'), [...bookworm, ...trixie])
  expect(chosen.kind === 'steps' ? chosen.steps.map(({ argv }) => argv[0]) : []).toEqual([
    'apt-get',
    'apt-get',
  ])
})

test('nothing is removed or upgraded, whatever is installed', () => {
  const chosen = plan(machine('debian', '13'))
  expect(chosen.kind === 'steps' ? chosen.steps.at(-1)?.argv : []).toEqual(
    expect.arrayContaining(['--no-remove', '--no-upgrade']),
  )
})
