import { expect, test } from 'vitest'
import { home, lookAtRichie, richiePage } from '../../../tests/probes/look-at-richie.ts'
import { richieAddress } from './richie-address.ts'

const head = (origin: string) =>
  [
    `<link rel="canonical" href="${origin}/en/" />`,
    `<link rel="alternate" href="${origin}/fr/" hreflang="fr" />`,
    `<meta property="og:url" content="${origin}/en/" />`,
    '<meta property="url" content="https://elsewhere.example.org/" />',
    '<link rel="alternate" type="application/rss+xml" href="https://elsewhere.example.org/feed" />',
  ].join('')

const look = (change: (origin: string) => string, mode: 'http' | 'tls' = 'tls') =>
  lookAtRichie(
    richieAddress,
    (asked, origin) => home({ body: richiePage({}, change(origin)) })(asked, origin),
    { mode },
  )

test.each(['http', 'tls'] as const)('in %s mode the origin of the spec is right', async (mode) => {
  const { status, says, origin, evidence } = await look(head, mode)
  expect({ status, says }).toEqual({ status: 'ok', says: `they say ${origin}` })
  expect(evidence).toEqual([
    `canonical: ${origin}/en/`,
    `hreflang fr: ${origin}/fr/`,
    `og:url: ${origin}/en/`,
  ])
})

test('another scheme comes of a proxy that Django does not trust', async () => {
  const { status, fix } = await look((origin) => head(origin.replace('https', 'http')))
  expect(status).toBe('fail')
  expect(fix[0]?.says).toContain('Richie treats https as http')
  expect(fix[0]?.says).toContain('SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")')
})

test.each([
  ['port', (origin: string) => origin.replace(/:\d+$/, '')],
  ['host', () => 'https://example.com'],
  ['port that there is not', (origin: string) => `${origin}99`],
])("another %s comes of the site's record", async (_, change) => {
  const { status, fix, origin } = await look((right) => head(change(right)))
  expect(status).toBe('fail')
  expect(fix[0]?.command).toBe('make run-ssl')
  expect(fix[0]?.says).toContain(new URL(origin).host)
})

test('a page that says nothing of it is a warning', async () => {
  expect(await look(() => '')).toMatchObject({ status: 'warn' })
})

test('a copy that Richie has kept is not what is judged', async () => {
  const verdict = await lookAtRichie(richieAddress, (asked, origin) => {
    const kept = asked.path.includes('campus-check') ? origin : 'https://kept.example.com'
    return home({ body: richiePage({}, head(kept)) })(asked, origin)
  })
  expect(verdict.status).toBe('ok')
})
