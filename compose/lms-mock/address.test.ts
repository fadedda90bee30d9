import { expect, test } from 'vitest'

import { parseAddress, reachable } from './address.ts'

test.each([
  ['8073', { host: '127.0.0.1', port: 8073 }],
  ['0.0.0.0:8073', { host: '0.0.0.0', port: 8073 }],
  ['localhost:80', { host: 'localhost', port: 80 }],
  ['[::1]:8073', { host: '::1', port: 8073 }],
  ['/run/campus/edx.sock', { path: '/run/campus/edx.sock' }],
  ['edx.sock', { path: 'edx.sock' }],
])('%s is read as %j', (text, address) => {
  expect(parseAddress(text)).toEqual(address)
})

test.each([
  ['0.0.0.0:8073', { host: '127.0.0.1', port: 8073 }],
  ['[::]:8073', { host: '::1', port: 8073 }],
  ['/run/edx.sock', { socketPath: '/run/edx.sock' }],
])('what listens on %s is asked at %j', (text, target) => {
  expect(reachable(parseAddress(text))).toEqual(target)
})
