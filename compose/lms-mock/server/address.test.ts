import { expect, test } from 'vitest'
import { addressText, listenAddress, parseAddress, reachable } from './address.ts'

test.each([
  ['8073', { host: '127.0.0.1', port: 8073 }],
  ['0.0.0.0:8073', { host: '0.0.0.0', port: 8073 }],
  ['localhost:80', { host: 'localhost', port: 80 }],
  ['[::1]:8073', { host: '::1', port: 8073 }],
  ['/run/campus/edx.sock', { path: '/run/campus/edx.sock' }],
  ['./edx.sock', { path: './edx.sock' }],
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

test.each([
  [{ CAMPUS_LISTEN: '/run/edx.sock' }, { path: '/run/edx.sock' }],
  [{}, { host: '127.0.0.1', port: 8073 }],
])('with %j it listens on %j', (env, address) => {
  expect(listenAddress(env)).toEqual(address)
})

test.each([['edx.sock'], [':9191'], ['localhost'], ['*:8073'], ['127.0.0.1:99999'], ['65536'], ['-1'], ['']])(
  '%j is a mistake, not a file',
  (text) => {
    expect(() => parseAddress(text)).toThrow(
      `Expected CAMPUS_LISTEN to be <port>, <host>:<port> or the path of a socket, with a / in it, got "${text}"`,
    )
  },
)

test.each([
  ['8073', '127.0.0.1:8073'],
  ['[::1]:80', '[::1]:80'],
  ['/run/edx.sock', '/run/edx.sock'],
])('%s is %s for people', (text, said) => {
  expect(addressText(parseAddress(text))).toBe(said)
})
