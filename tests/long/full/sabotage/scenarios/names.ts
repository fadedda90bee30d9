import { hasIpv6Loopback } from '../../../../../scripts/system/ports.ts'
import type { RunningScenario } from '../scenario.ts'
import { hostsFile } from '../tls-machine.ts'

/** Where the sites' names lead. */
export const nameScenarios: readonly RunningScenario[] = [
  {
    name: 'The hosts file lacks the name of the LMS',
    mode: 'tls',
    breaks: ({ edit }) => edit(hostsFile, (text) => text.replaceAll(' edx.local.dev', '')),
    fails: ['edx/name'],
    fix: 'bin/campus hosts add',
  },
  {
    name: 'The hosts file leads Richie’s name to another machine',
    mode: 'tls',
    breaks: ({ write }) =>
      write(hostsFile, '192.0.2.1 richie.local.dev\n127.0.0.1 edx.local.dev\n::1 edx.local.dev\n'),
    fails: ['richie/name'],
    fix: /Remove the line of the hosts file that sends it there/,
  },
  {
    name: 'The hosts file has the name of the LMS for IPv4 alone',
    mode: 'tls',
    isHere: hasIpv6Loopback,
    breaks: ({ write }) =>
      write(hostsFile, '127.0.0.1 richie.local.dev\n::1 richie.local.dev\n127.0.0.1 edx.local.dev\n'),
    fails: [],
    warns: ['edx/name'],
    fix: /Add the missing line to the hosts file:\n::1 edx\.local\.dev/,
  },
]
