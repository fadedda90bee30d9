import { expect, test } from 'vitest'
import { loadEnvironment } from '../environment/load.ts'
import { hostsToLookUp, isHere } from './upstream.ts'

test.each([
  'localhost',
  'lms.localhost',
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  'local.openedx.io',
  'studio.local.edly.io',
])('%s is this machine, whatever its resolver says', (host) => expect(isHere(host)).toBe(true))

test.each([
  'lms.example.org',
  'localhost.example.org',
  'notlocal.openedx.io',
  'openedx.io',
  '10.0.0.1',
  '127.example.org',
])('%s may be another one', (host) => expect(isHere(host)).toBe(false))

test('the resolver is asked of what the gateway is to reach and only it can tell, each name once', () => {
  const external = (url: string, proxy = true) => ({ provider: 'external', url, proxy })
  const spec = {
    richie: { source: { url: 'http://catalogue.example.org:8000' } },
    lms: {
      a: external('https://lms.example.org'),
      b: external('http://lms.example.org:81'),
      c: external('http://local.openedx.io'),
      d: external('http://10.0.0.1'),
      e: external('https://elsewhere.example.org', false),
    },
  }
  const { environment } = loadEnvironment({ file: 'spec', text: JSON.stringify(spec) }, undefined)
  expect(hostsToLookUp(environment)).toEqual(['catalogue.example.org', 'lms.example.org'])
})

test('of an ordinary spec it is asked nothing', () => {
  const { environment } = loadEnvironment({ file: 'spec', text: '' }, undefined)
  expect(hostsToLookUp(environment)).toEqual([])
})
