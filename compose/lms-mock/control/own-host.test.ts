import { expect, test } from 'vitest'
import { openControl } from '../../../tests/lms-mock/testing/open-control.ts'
import { isOwnHost } from './own-host.ts'

const { settings } = openControl()

test.each([
  'edx.local.dev:8073',
  'EDX.local.dev',
  'localhost:8073',
  '127.0.0.1',
  '[::1]:8073',
  'edx.campus.localhost:8073',
])('%s is a name of this LMS', (host) => {
  expect(isOwnHost(host, settings)).toBe(true)
})

test.each([
  'evil.example',
  'evil.example:8073',
  'localhost.evil.example',
  'edx.local.dev.evil.example',
  'notlocalhost',
  'richie.local.dev:8070',
  '127.0.0.1.evil.example',
  '2130706433',
  '',
])('%o is not', (host) => {
  expect(isOwnHost(host, settings)).toBe(false)
})

test('a page of another name gets nothing, token or not: DNS rebinding', async () => {
  const lms = openControl()
  const headers = { Host: 'evil.example:8073', Authorization: 'Bearer a-token' }
  const answer = await lms.ask('GET', '/mock/api/overview', headers)
  expect([answer.status, await answer.text()]).toEqual([421, 'This host name does not belong to this LMS.\n'])
})
