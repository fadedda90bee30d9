import { expect, test } from 'vitest'
import { windowsAdvice } from './advice.ts'

const names = ['richie.local.dev', 'edx.local.dev']

test("Windows' own hosts file is named, with the lines and the command", () => {
  expect(windowsAdvice(names, { hosts: '', wslConf: '' })).toEqual([
    String.raw`This is WSL: browsers on Windows read C:\Windows\System32\drivers\etc\hosts. Add to it:`,
    '  127.0.0.1 richie.local.dev edx.local.dev',
    '  ::1 richie.local.dev edx.local.dev',
    'In a PowerShell started as administrator:',
    String.raw`  Add-Content -Path C:\Windows\System32\drivers\etc\hosts -Value '', '127.0.0.1 richie.local.dev edx.local.dev', '::1 richie.local.dev edx.local.dev'`,
    'WSL overwrites /etc/hosts at each start, from that file. To keep your own lines there, set generateHosts=false',
    'under [network] in /etc/wsl.conf',
  ])
})

test('only what Windows does not have yet is to be added', () => {
  const advice = windowsAdvice(names, { hosts: '127.0.0.1 Richie.local.dev\r\n', wslConf: '' })
  expect(advice.slice(1, 3)).toEqual(['  127.0.0.1 edx.local.dev', '  ::1 edx.local.dev'])
})

test('nothing is said where nothing is left to do', () => {
  const hosts = '127.0.0.1 richie.local.dev edx.local.dev\r\n'
  expect(windowsAdvice(names, { hosts, wslConf: '' })).toEqual([])
})

test('a hosts file that WSL leaves alone needs no word', () => {
  const wslConf = '[network]\r\ngenerateHosts = False\r\n'
  expect(windowsAdvice(names, { hosts: '', wslConf })).toHaveLength(5)
})
