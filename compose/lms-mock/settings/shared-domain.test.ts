import { expect, test } from 'vitest'
import { sharedDomain } from './stand-alone.ts'

test.each([
  ['http://localhost:8073', 'http://localhost:8070', null],
  ['https://edx.local.dev:8073', 'https://edx.local.dev', null],
  ['https://edx.local.dev:8073', 'https://richie.local.dev:8070', '.local.dev'],
  ['https://lms.a.local.dev', 'https://cms.b.local.dev', '.local.dev'],
  ['https://local.dev', 'https://richie.local.dev', '.local.dev'],
  ['https://richie.local.dev', 'https://local.dev', '.local.dev'],
  ['http://edx.campus.localhost:8073', 'http://richie.campus.localhost:8070', '.campus.localhost'],
  ['http://edx.localhost', 'http://richie.localhost', undefined],
  ['http://localhost:8073', 'https://richie.dev', undefined],
  ['http://10.0.0.1', 'http://10.1.0.1', undefined],
  ['http://127.0.0.1:8073', 'http://localhost:8070', undefined],
])('%s and %s share the cookie domain %s', (lms, richie, domain) => {
  expect(sharedDomain(new URL(lms), new URL(richie))).toBe(domain)
})
