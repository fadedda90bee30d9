import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  learn,
  named,
  openExternalSites,
  richie,
  staging,
  stagingOverHttp,
  tutor,
  type ExternalSites,
} from './external-sites.ts'

/* What a site that is not ours is sent by the gateway: nginx and a server of our own, nothing else. */

let sites: ExternalSites
beforeAll(async () => {
  sites = await openExternalSites()
})
afterAll(() => sites?.close())

test('its own name, as the host, and the scheme of the browser', async () => {
  const { headers, url } = await sites.seen(`${tutor}/seen?a=%2F&b=%C3%A9`, {
    headers: { 'x-forwarded-host': 'forged' },
  })
  expect(url).toBe('/seen?a=%2F&b=%C3%A9')
  expect(headers).toMatchObject({ host: sites.plainHost, 'x-forwarded-proto': 'https' })
  expect(headers['x-forwarded-for']).toMatch(/^[\d.]+$/)
  expect(headers).not.toHaveProperty('x-forwarded-host')
  expect(headers).not.toHaveProperty('x-forwarded-port')
})

test.each([
  ['Richie', richie, `${richie}/en/`],
  ['nobody', 'null', 'https://elsewhere.example/?from=https://tutor.local.dev:18471/'],
  ['an origin that only begins as its own', `${tutor}0`, `${tutor}0/login`],
  ['one that ends so', `https://x.${tutor}`, `https://x.${tutor}/login`],
])('Origin and Referer of %s as they are', async (_, origin, referer) => {
  expect((await sites.seen(`${tutor}/seen`, { headers: { origin, referer } })).headers).toMatchObject({
    origin,
    referer,
  })
})

// Whether it takes itself for https depends on its settings: no Origin and a Referer over https pass Django either way.
test('over TLS to a plain server: its own Origin is left out, its own Referer is of its name, over https', async () => {
  const sent = { origin: tutor, referer: `${tutor}/login?next=/x` }
  const { headers } = await sites.seen(`${tutor}/seen`, { method: 'POST', headers: sent })
  expect(headers).not.toHaveProperty('origin')
  expect(headers['referer']).toBe(`https://${sites.plainHost}/login?next=/x`)
  expect((await sites.seen(`${tutor}/seen`, { headers: { referer: tutor } })).headers['referer']).toBe(
    `https://${sites.plainHost}`,
  )
})

test('over TLS to a TLS server: both are of its name', async () => {
  const sent = { origin: staging, referer: `${staging}/login` }
  const { headers, servername } = await sites.seen(`${staging}/seen`, { headers: sent })
  const own = `https://${sites.secureHost}`
  expect(headers).toMatchObject({ host: sites.secureHost, 'x-forwarded-proto': 'https' })
  expect(headers).toMatchObject({ origin: own, referer: `${own}/login` })
  expect(servername).toBe(learn)
})

test.each(['tutor.campuslone.localhost', 'tutor.local.dev', '127.0.0.1'])(
  'over http, as %s: both are of its name',
  async (host) => {
    const origin = `http://${host}:18481`
    const sent = { host: `${host}:18481`, origin, referer: `${origin}/login` }
    const { headers } = await sites.seen('http://localhost:18481/seen', { headers: sent })
    expect(headers).toMatchObject({
      host: sites.plainHost,
      'x-forwarded-proto': 'http',
      origin: `http://${sites.plainHost}`,
      referer: `http://${sites.plainHost}/login`,
    })
  },
)

test('over http to a TLS server: it is told https, else it would lead there for ever', async () => {
  const origin = stagingOverHttp
  const { headers } = await sites.seen(`${origin}/seen`, { headers: { origin } })
  expect(headers).toMatchObject({ 'x-forwarded-proto': 'https', origin: `https://${sites.secureHost}` })
})

test('our name where it goes by that already, and nothing is rewritten', async () => {
  const sent = { origin: named, referer: `${named}/login` }
  const { headers } = await sites.seen(`${named}/seen`, { headers: sent })
  expect(headers).toMatchObject({
    ...sent,
    host: 'named.local.dev:18473',
    'x-forwarded-host': 'named.local.dev:18473',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '18473',
  })
  const back = [
    ['Location', 'http://named.local.dev:9/x'],
    ['Set-Cookie', 'a=b; Domain=.named.local.dev; Path=/'],
  ] as const
  expect(await sites.answered(named, back)).toMatchObject({
    location: back[0][1],
    'set-cookie': [back[1][1]],
  })
})

test('cookies of the shared domain, a body of 110 MB', async () => {
  const body = Buffer.alloc(110 * 2 ** 20)
  const { headers, bytes } = await sites.seen(`${tutor}/seen`, {
    method: 'POST',
    headers: { cookie: 'richie=1; edx=2' },
    body,
  })
  expect(headers['cookie']).toBe('richie=1; edx=2')
  expect(bytes).toBe(body.length)
})

test('an event is passed on at once', async () => {
  expect(await talk('GET /events HTTP/1.1', 'data: first')).toContain('200 OK')
  sites.plain.finish()
})

test('a WebSocket is told its own origin, and echoes', async () => {
  const upgrade = `GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${tutor}`
  const said = await talk(upgrade, 'hello', 'hello')
  expect(said).toContain(`http://${sites.plainHost} hello`)
  expect(said.match(/^upgrade: .*$/gim), 'which says that it is one').toEqual(['Upgrade: websocket'])
})

/** Sends the head of a request to the LMS through the gateway, then perhaps more, and returns what has come when `until` has. */
async function talk(head: string, until: string, more?: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ port: 18471, servername: 'tutor.local.dev', ca: sites.pair.authority })
    let received = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error(`nothing more after: ${received}`)))
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      const isFirst = received === ''
      received += chunk.toString()
      if (isFirst && more !== undefined) socket.write(more)
      if (!received.includes(until)) return
      resolve(received)
      socket.destroy()
    })
    socket.write(`${head}\r\nHost: tutor.local.dev:18471\r\n\r\n`)
  })
}
