import { expect, test } from 'vitest'
import { explainAstray } from './advice.ts'

const found = new Map([['edx.test', ['203.0.113.7', '::1']]])

function explain(platform: NodeJS.Platform, nsswitch: string): readonly string[] {
  return explainAstray(['richie.test', 'edx.test'], found, { file: '/etc/hosts', platform, nsswitch })
}

test('what the names do instead is said', () => {
  expect(explain('linux', '').slice(0, 2)).toEqual([
    'richie.test is in /etc/hosts, but does not resolve.',
    'edx.test is in /etc/hosts, but resolves to 203.0.113.7, ::1.',
  ])
})

test.each<[string, NodeJS.Platform, string, string]>([
  ['macOS', 'darwin', '', '  sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder'],
  [
    'a system that leaves the file out',
    'linux',
    'passwd: files\nhosts: mdns4 dns\n',
    '  hosts: files mdns4 dns',
  ],
  [
    'systemd-resolved',
    'linux',
    'hosts:\tresolve [!UNAVAIL=return] dns # files',
    '  sudo resolvectl flush-caches',
  ],
  ['the file first', 'linux', 'hosts: files dns', '  sudo nscd -i hosts'],
  ['no nsswitch.conf', 'linux', '', '  sudo nscd -i hosts'],
])('the way out on %s', (_title, platform, nsswitch, wayOut) => {
  expect(explain(platform, nsswitch).at(-1)).toBe(wayOut)
})
