import { expect, test } from 'vitest'
import { findStores } from './find-stores.ts'
import { describedMachine } from './testing/described-machine.ts'

type Described = Parameters<typeof describedMachine>[0]

function found(described: Described): readonly string[] {
  return findStores(describedMachine(described)).map((store) =>
    store.kind === 'absent' ? `no ${store.title}` : `${store.kind} ${store.where}`,
  )
}

const debian = { '/usr/local/share/ca-certificates': null, '/etc/debian_version': '12.9\n' }
const noBrowsers = ['no Chromium and Chrome', 'no Firefox']

test.each<[string, Described, readonly string[]]>([
  [
    'Debian',
    { programs: ['update-ca-certificates'], files: debian },
    ['anchors /usr/local/share/ca-certificates'],
  ],
  [
    'Fedora',
    { programs: ['update-ca-trust'], files: { '/etc/pki/ca-trust/source/anchors': null } },
    ['anchors /etc/pki/ca-trust/source/anchors'],
  ],
  [
    'Arch',
    { programs: ['trust'], files: { '/etc/ca-certificates/trust-source/anchors': null } },
    ['anchors /etc/ca-certificates/trust-source/anchors'],
  ],
  [
    'openSUSE',
    { programs: ['update-ca-certificates'], files: { '/usr/share/pki/trust/anchors': null } },
    ['anchors /usr/share/pki/trust/anchors'],
  ],
  ['a Linux without ca-certificates', {}, ['no System']],
  [
    'a folder whose program is missing',
    { programs: [], files: { '/etc/pki/ca-trust/source/anchors': null } },
    ['no System'],
  ],
  [
    'WSL, which has two sides',
    { isWsl: true, programs: ['update-ca-certificates', 'powershell.exe'], files: debian },
    ['anchors /usr/local/share/ca-certificates', 'windows Cert:\\CurrentUser\\Root'],
  ],
  [
    'WSL without a way to Windows',
    { isWsl: true, programs: ['update-ca-certificates'], files: debian },
    ['anchors /usr/local/share/ca-certificates'],
  ],
])('the system stores of %s', (_title, described, expected) => {
  expect(found(described)).toEqual([...expected, ...noBrowsers])
})

test('macOS has its keychain, which its browsers read', () => {
  expect(
    found({
      platform: 'darwin',
      files: { '/home/ada/Library/Application Support/Firefox/Profiles/a/cert9.db': '' },
    }),
  ).toEqual(['keychain /Library/Keychains/System.keychain'])
})

test('another system has no store that is known here', () => {
  expect(found({ platform: 'freebsd' })).toEqual(['no System'])
})

const ada = '/home/ada'
const xdg = `${ada}/.config/mozilla/firefox`
const snapped = `${ada}/snap/firefox/common/.mozilla/firefox`
const flatpak = `${ada}/.var/app/org.mozilla.firefox`

test.each<[string, Described, readonly string[]]>([
  [
    'every profile with a database, in the old place and in the new one',
    { files: { [`${ada}/.mozilla/firefox/a.default/cert9.db`]: '', [`${xdg}/b.esr/cert9.db`]: '' } },
    [`firefox ${ada}/.mozilla/firefox/a.default`, `firefox ${xdg}/b.esr`],
  ],
  [
    "the person's own folder for configuration",
    { env: { XDG_CONFIG_HOME: '/conf' }, files: { '/conf/mozilla/firefox/b.esr/cert9.db': '' } },
    ['firefox /conf/mozilla/firefox/b.esr'],
  ],
  [
    'profiles of a snap and of a Flatpak',
    {
      files: {
        [`${snapped}/s.default/cert9.db`]: '',
        [`${flatpak}/config/mozilla/firefox/f.default/cert9.db`]: '',
        [`${flatpak}/.mozilla/firefox/g.default/cert9.db`]: '',
      },
    },
    [
      `firefox ${snapped}/s.default`,
      `firefox ${flatpak}/.mozilla/firefox/g.default`,
      `firefox ${flatpak}/config/mozilla/firefox/f.default`,
    ],
  ],
  [
    'a profile that profiles.ini names, though it has no database yet',
    {
      files: {
        [`${xdg}/profiles.ini`]: '[Profile0]\nPath=new.esr\n\n[Profile1]\nPath=gone.esr\n',
        [`${xdg}/new.esr`]: null,
      },
    },
    [`firefox ${xdg}/new.esr`],
  ],
  ['no folder that is no profile', { files: { [`${xdg}/Crash Reports/x`]: '' } }, ['no Firefox']],
  [
    'the policy, where Firefox is installed and has no profile',
    { programs: ['firefox-esr'] },
    ['firefox-policy /etc/firefox/policies/policies.json'],
  ],
  [
    'the policy, for a snap as well',
    { files: { '/snap/firefox/current': null } },
    ['firefox-policy /etc/firefox/policies/policies.json'],
  ],
  [
    'no policy, where there is a profile to change',
    { programs: ['firefox'], files: { [`${xdg}/b.esr/cert9.db`]: '' } },
    [`firefox ${xdg}/b.esr`],
  ],
  [
    "the policy, where only a Flatpak's Firefox has a profile, since that reads no policy of the system",
    { programs: ['firefox'], files: { [`${flatpak}/config/mozilla/firefox/f/cert9.db`]: '' } },
    ['firefox-policy /etc/firefox/policies/policies.json', `firefox ${flatpak}/config/mozilla/firefox/f`],
  ],
])("Firefox's stores: %s", (_title, described, expected) => {
  expect(found(described)).toEqual(['no System', 'no Chromium and Chrome', ...expected])
})
