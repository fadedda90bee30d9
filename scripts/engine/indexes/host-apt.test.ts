import { expect, test } from 'vitest'
import { keptAptOptions } from './host-apt.ts'

test('proxies and the checks of dates are kept; paths of the host, scripts and the rest are not', () => {
  const kept = [
    'Acquire::http::Proxy "http://proxy.test:3128";',
    'Acquire::http::Proxy::mirror.test "DIRECT";',
    'Acquire::Check-Valid-Until "false";',
    'Acquire::Languages:: "none";',
  ]
  const dump = [
    'Acquire "";',
    'Acquire::Languages "";',
    'Acquire::http::Proxy-Auto-Detect "/usr/bin/detect";',
    'Acquire::https::CAInfo "/etc/ssl/own.pem";',
    'APT::Architecture "amd64";',
    ...kept,
  ].join('\n')
  expect(keptAptOptions(dump)).toBe(kept.map((line) => `${line}\n`).join(''))
})
