import { expect, test } from 'vitest'
import { hostInUrl, isLoopback } from './addresses.ts'

test.each([
  ['127.0.0.1', true],
  ['127.0.1.1', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['fe80::1%lo0', false],
  ['localhost', false],
])('%s leads to this machine: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '[::1]'],
  ['edx.local.dev', 'edx.local.dev'],
])('%s stands in a URL as %s', (host, expected) => {
  expect(hostInUrl(host)).toBe(expected)
})
