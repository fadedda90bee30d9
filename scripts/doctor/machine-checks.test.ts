import { expect, test } from 'vitest'
import type { PackageIndex } from './facts/package-index.ts'
import { clock } from './machine/clock.ts'
import { macos } from './machine/macos.ts'
import { mapCount } from './machine/map-count.ts'
import { wsl } from './machine/wsl.ts'
import { packageIndexes } from './network/package-indexes.ts'
import { tlsInterception } from './network/tls-interception.ts'
import { anyMachine } from './testing/any-machine.ts'
import { expectVerdict, type VerdictRow } from './testing/expect-verdict.ts'

const npm = (more: Partial<PackageIndex>): PackageIndex => ({
  name: 'npm',
  url: 'https://index.example.org/',
  ...more,
})
const answer = { status: 200 }
const skewed = (clockMs: number) => ({ indexes: [npm({ answer: { ...answer, clockMs } })] })
const signed = (authority: 'node' | 'machine' | 'unknown', told?: string) => ({
  indexes: [
    npm({
      answer: { ...answer, authority, issuer: 'Example Proxy' },
      ...(told === undefined ? {} : { told }),
    }),
  ],
})
const day = 86_400_000
const mapCountOf = (value: string) => ({ files: { '/proc/sys/vm/max_map_count': value } })
const noSearch = { richie: { search: 'none' } } as never
const windows = {
  machine: { isWsl: true },
  files: { '/proc/sys/kernel/osrelease': '5.15.167.4-microsoft-standard-WSL2\n' },
}
const unbuilt = { isBuilt: false } as const

test.each<VerdictRow>([
  ['clocks that agree', clock, skewed(200), 'ok', /accurate to 1 s/],
  [
    'a clock that is minutes behind',
    clock,
    skewed(10 * 60_000),
    'warn',
    /clock is 10 min behind/,
    'sudo timedatectl set-ntp true',
  ],
  ['a clock that is days ahead', clock, skewed(-3 * day), 'fail', /clock is 3 days ahead/],
  [
    'one index of two that tells an old time',
    clock,
    { indexes: [...skewed(-9 * day).indexes, ...skewed(0).indexes] },
    'ok',
    /accurate/,
  ],
  [
    'an engine that slept',
    clock,
    { ...skewed(0), answer: { clockMs: -3 * 60 * 60_000 } },
    'warn',
    /engine's clock is 3 h behind/,
  ],
  [
    'nothing to compare with',
    clock,
    { indexes: [npm({ failure: 'ENOTFOUND' })] },
    'skipped',
    /to compare with/,
  ],
  ["the kernel's default", mapCount, {}, 'ok', /65530: enough here/],
  ['what Elasticsearch recommends', mapCount, mapCountOf('1048576\n'), 'ok', /^1048576$/],
  [
    'less than the default',
    mapCount,
    mapCountOf('8192\n'),
    'warn',
    /8192/,
    'sudo sysctl -w vm.max_map_count=262144',
  ],
  ['no Elasticsearch', mapCount, { plan: noSearch }, 'skipped', /no Elasticsearch/],
  ['another system than Linux', mapCount, mapCountOf(''), 'skipped', /engine's virtual machine/],
  ['Linux', wsl, {}, 'skipped', /not WSL/],
  ['WSL 2 over http', wsl, windows, 'ok', /WSL2/],
  ['WSL 2 over https', wsl, { ...windows, mode: 'tls' }, 'warn', /Windows' browsers don't find/],
  [
    'WSL 1',
    wsl,
    { ...windows, files: { '/proc/sys/kernel/osrelease': '4.4.0-19041-Microsoft\n' } },
    'warn',
    /WSL 1/,
    'wsl --set-version <distribution> 2',
  ],
  [
    'WSL on the disk of Windows',
    wsl,
    { ...windows, root: '/mnt/c/Users/ada/campus' },
    'warn',
    /Windows disk/,
  ],
  ['no macOS', macos, {}, 'skipped', /not macOS/],
  ['macOS at home', macos, { machine: { platform: 'darwin' } }, 'ok', /in your home/],
  ['macOS elsewhere', macos, { machine: { platform: 'darwin' }, root: '/opt/campus' }, 'warn', /not shared/],
  ['indexes that answer', packageIndexes, { indexes: [npm({ answer }), { name: 'Maven' }] }, 'ok', /^npm$/],
  [
    'an index that is silent, before the first start',
    packageIndexes,
    { ...unbuilt, indexes: [npm({ failure: 'ENOTFOUND' })] },
    'fail',
    /npm: no answer/,
  ],
  [
    'an index that is silent, after it',
    packageIndexes,
    { indexes: [npm({ failure: 'ENOTFOUND' })] },
    'warn',
    /that are built need none/,
  ],
  [
    'a proxy that wants a password',
    packageIndexes,
    { indexes: [npm({ answer: { status: 407 } })] },
    'warn',
    /npm/,
  ],
  ['an index that wants one', packageIndexes, { indexes: [npm({ answer: { status: 401 } })] }, 'ok', /npm/],
  ['no index that is named', packageIndexes, { indexes: [{ name: 'npm' }] }, 'skipped', /no index is set/],
  ['a machine too busy to ask', packageIndexes, { indexes: [npm({ isLate: true })] }, 'skipped', /too busy/],
  ['a network that leaves TLS alone', tlsInterception, signed('node'), 'ok', /no connection is intercepted/],
  [
    'one that does not, and npm knows',
    tlsInterception,
    signed('machine', 'npm'),
    'ok',
    /npm: signed by this network's own/,
  ],
  [
    'one that does not, and npm does not know',
    tlsInterception,
    signed('machine'),
    'fail',
    /npm and Node\.js do not trust/,
    'export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
  ],
  ['an authority that nobody knows', tlsInterception, signed('unknown'), 'fail', /does not trust/],
  ['an index over http', tlsInterception, { indexes: [npm({ answer })] }, 'skipped', /over https/],
])('the verdict on %s', async (...row) => {
  await expectVerdict(...row)
})

test('what was seen of an index names the authority and who is told of it', async () => {
  const { evidence } = await tlsInterception.look(
    anyMachine(signed('machine', 'NODE_EXTRA_CA_CERTS=/ca.pem')),
  )
  expect(evidence).toEqual([
    `npm: signed by "Example Proxy", which only this machine's store trusts; trusted through NODE_EXTRA_CA_CERTS=/ca.pem`,
  ])
})
