import { expect, test } from 'vitest'
import { loadEnvironment } from '../environment/load.ts'
import { planSites, type Mode } from './site.ts'

function upstreamOf(
  url: string,
  { mode = 'tls', namesHere = [] }: { mode?: Mode; namesHere?: readonly string[] } = {},
) {
  const lms = { edx: { provider: 'external', proxy: true, url } }
  const { environment } = loadEnvironment({ file: 'spec', text: JSON.stringify({ lms }) }, undefined)
  return planSites(environment, mode, namesHere).find(({ key }) => key === 'edx')?.upstream
}

test.each([
  ['http://lms.example.org/', { origin: 'http://lms.example.org', port: 80, isSecure: false }],
  ['https://lms.example.org', { origin: 'https://lms.example.org', port: 443, isSecure: true }],
  ['https://lms.example.org:8443', { origin: 'https://lms.example.org:8443', port: 8443, isSecure: true }],
])('%s is reached at its port', (url, expected) => {
  expect(upstreamOf(url)).toEqual({
    kind: 'url',
    host: 'lms.example.org',
    isHere: false,
    isNamedAsSite: false,
    ...expected,
  })
})

test.each([
  ['http://localhost:8000', []],
  ['http://local.openedx.io', []],
  // What it calls itself is what the browser knows in one mode; in the other it is told its own name.
  ['http://edx.local.dev:8000', ['tls']],
  ['http://edx.campus.localhost:8000', ['http']],
  // The containers' network has this name, too: it would be the gateway.
  ['http://richie.local.dev:8000', []],
])('%s is on this machine, in both modes; it goes by the name of the site in: %s', (url, modes) => {
  for (const mode of ['http', 'tls'] as const)
    expect(upstreamOf(url, { mode })).toMatchObject({ isHere: true, isNamedAsSite: modes.includes(mode) })
})

test('a name that the resolver leads here is here', () => {
  const url = 'http://lms.example.org'
  expect(upstreamOf(url, { namesHere: ['lms.example.org'] })).toMatchObject({ isHere: true })
  expect(upstreamOf(url, { namesHere: ['example.org'] })).toMatchObject({ isHere: false })
})

test.each(['http://lms.example.org:99999', 'http://lms.example.org:0', 'http://1.2.3.999'])(
  '%s is no origin: a problem of the spec',
  (url) => {
    const lms = { edx: { provider: 'external', url } }
    const { problems } = loadEnvironment({ file: 'spec', text: JSON.stringify({ lms }) }, undefined)
    expect(problems[0]?.message).toContain('expected an origin such as https://lms.example.org')
  },
)
