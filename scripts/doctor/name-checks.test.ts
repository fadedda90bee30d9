import { expect, test } from 'vitest'
import { dnsRebinding } from './network/dns-rebinding.ts'
import { hostsFile } from './network/hosts-file.ts'
import { names } from './network/names.ts'
import { anyMachine } from './testing/any-machine.ts'
import { expectVerdict, type VerdictRow } from './testing/expect-verdict.ts'

const both = 'richie.local.dev edx.local.dev'
const block = `# >>> campus: campus\n127.0.0.1 ${both}\n::1 ${both}\n# <<< campus: campus\n`
const here = { 'richie.local.dev': ['127.0.0.1', '::1'], 'edx.local.dev': ['127.0.0.1'] }
const tls = { mode: 'tls' } as const

test.each<VerdictRow>([
  ['a hosts file over http', hostsFile, {}, 'skipped', /over http/],
  ['a block that is whole', hostsFile, { ...tls, hosts: block }, 'ok', /2 names in \/etc\/hosts/],
  [
    'no block',
    hostsFile,
    tls,
    'fail',
    /richie\.local\.dev and edx\.local\.dev are not in/,
    'bin/campus hosts add',
  ],
  [
    'a block that lacks a name',
    hostsFile,
    { ...tls, hosts: block.replaceAll(' edx.local.dev', '') },
    'fail',
    /^edx\.local\.dev is not in/,
  ],
  ['names that DNS leads here', hostsFile, { ...tls, found: here }, 'ok', /DNS points all names/],
  ['no way to change it', hostsFile, { ...tls, canChangeHosts: false }, 'fail', /are not in/],
  [
    'a line that sends a name elsewhere',
    hostsFile,
    { ...tls, hosts: `10.0.0.9 edx.local.dev\n${block}` },
    'fail',
    /:1 points edx\.local\.dev to 10\.0\.0\.9/,
  ],
  [
    'a broken block',
    hostsFile,
    { ...tls, hosts: block.replace('# <<< campus: campus\n', '') },
    'fail',
    /broken block/,
  ],
  [
    'a broken block over http',
    hostsFile,
    { hosts: block.replace('# <<< campus: campus\n', '') },
    'warn',
    /broken block/,
  ],
  ['names over http', names, {}, 'ok', /browsers resolve \*\.localhost/],
  ['names over http for Safari', names, { machine: { platform: 'darwin' } }, 'warn', /Safari can't find/],
  [
    'a *.localhost name that leads elsewhere',
    names,
    { found: { 'edx.campus.localhost': ['10.0.0.9'] } },
    'warn',
    /edx\.campus\.localhost resolves elsewhere/,
  ],
  ['names over https', names, { ...tls, found: here, hosts: block }, 'ok', /2 names resolve to this machine/],
  [
    'a name in the file that does not resolve',
    names,
    { ...tls, hosts: block },
    'fail',
    /is in \/etc\/hosts, but does not resolve/,
    'sudo nscd -i hosts',
  ],
  [
    'a name that DNS leads elsewhere',
    names,
    { ...tls, found: { ...here, 'edx.local.dev': ['10.0.0.9'] } },
    'fail',
    /DNS does not point edx\.local\.dev to this machine/,
    'bin/campus hosts add',
  ],
  ['names that DNS does not know', dnsRebinding, {}, 'skipped', /not in DNS/],
  ['DNS that leads the names here', dnsRebinding, { dns: here }, 'ok', /points the names/],
  [
    'an answer without its address',
    dnsRebinding,
    { dns: { ...here, 'edx.local.dev': 'ENODATA' } },
    'warn',
    /knows edx\.local\.dev, but not with a loopback/,
    'bin/campus hosts add',
  ],
  [
    'an answer that was rewritten',
    dnsRebinding,
    { dns: { ...here, 'edx.local.dev': ['192.168.0.1'] } },
    'warn',
    /knows edx/,
  ],
  [
    'the same behind a hosts file',
    dnsRebinding,
    { dns: { ...here, 'edx.local.dev': 'ENODATA' }, hosts: block },
    'ok',
    /hosts file comes first/,
  ],
])('the verdict on %s', async (...row) => {
  await expectVerdict(...row)
})

test('where nothing may change the hosts file, the lines to add are told', async () => {
  const { fix } = await hostsFile.look(anyMachine({ ...tls, canChangeHosts: false }))
  expect(fix[0]?.says).toContain(`127.0.0.1 ${both}\n::1 ${both}`)
})

test('--fix adds names over https alone', async () => {
  expect((await hostsFile.autoFix?.(anyMachine(tls)))?.plan).toEqual([
    'add richie.local.dev, edx.local.dev to /etc/hosts',
  ])
  expect(await hostsFile.autoFix?.(anyMachine())).toBeUndefined()
  expect(await hostsFile.autoFix?.(anyMachine({ ...tls, found: here }))).toBeUndefined()
})
