import { expect, test } from 'vitest'
import { closedPort, listen, openLocalSite } from '../../../tests/probes/local-site.ts'
import { anyAuthority, anyCertificate } from '../../../tests/probes/test-certificates.ts'
import { openClient } from './client.ts'

const loopback = () => Promise.resolve(['127.0.0.1'])
const open = (means: Partial<Parameters<typeof openClient>[0]> = {}) =>
  openClient({ lookup: loopback, authorities: [], ...means })

test('a request goes out as a browser sends it: Host with its port, no compression asked for', async () => {
  const { port, asked } = await openLocalSite(() => ({ body: 'hé' }))
  const { answer, failure } = await open().ask(`http://richie.campus.localhost:${port}/en/?a=b`)
  expect(failure).toBeUndefined()
  expect(answer).toMatchObject({ status: 200, body: 'hé', address: '127.0.0.1', setCookies: [] })
  expect(asked[0]).toMatchObject({ method: 'GET', path: '/en/?a=b' })
  expect(asked[0]?.headers.host).toBe(`richie.campus.localhost:${port}`)
  expect(asked[0]?.headers).not.toHaveProperty('accept-encoding')
})

test('method, headers and body go out as they are given', async () => {
  const { port, asked } = await openLocalSite(() => ({ status: 204 }))
  const headers = { host: 'other.example', Cookie: 'a=b' }
  const exchange = await open().ask(`http://lms.test:${port}/`, { method: 'POST', headers, body: 'x=é' })
  expect(exchange.answer?.status).toBe(204)
  expect(exchange.asked).toMatchObject({ method: 'POST', body: 'x=é' })
  expect(asked[0]).toMatchObject({
    method: 'POST',
    body: 'x=é',
    headers: { host: 'other.example', cookie: 'a=b', 'content-length': '4' },
  })
})

test('a redirect is an answer, and is not followed', async () => {
  const { port, asked } = await openLocalSite(() => ({
    status: 302,
    headers: { Location: '/en/', 'Set-Cookie': ['a=1; Path=/', 'b=2'] },
  }))
  const { answer } = await open().ask(`http://lms.test:${port}/`)
  expect(answer).toMatchObject({ status: 302, setCookies: ['a=1; Path=/', 'b=2'] })
  expect(asked).toHaveLength(1)
})

test('where one address refuses, the next one is tried', async () => {
  const { port } = await openLocalSite(() => ({}))
  const client = open({ lookup: () => Promise.resolve(['127.0.0.2', '127.0.0.1']) })
  expect((await client.ask(`http://lms.test:${port}/`)).answer?.address).toBe('127.0.0.1')
})

test('an address that is given is taken instead of the name', async () => {
  const { port } = await openLocalSite(() => ({}))
  const client = open({ lookup: () => Promise.reject(new Error('not to be asked')) })
  const { answer } = await client.ask(`http://lms.test:${port}/`, { address: '127.0.0.1' })
  expect(answer?.status).toBe(200)
})

test('what fails is told by its code', async () => {
  const port = await closedPort()
  const refused = await open().ask(`http://lms.test:${port}/`)
  expect(refused).toMatchObject({ failure: { code: 'ECONNREFUSED' } })
  expect(refused.failure?.message).toContain(`127.0.0.1:${port}`)
  const unknown = await open({ lookup: () => Promise.resolve([]) }).ask(`http://lms.test:${port}/`)
  expect(unknown).toMatchObject({ failure: { code: 'ENOTFOUND', message: 'lms.test has no address' } })
  const cut = await listen((socket) => socket.destroy())
  expect(await open().ask(`http://lms.test:${cut}/`)).toMatchObject({ failure: { code: 'ECONNRESET' } })
  const nonsense = await listen((socket) => socket.end('no http\r\n\r\n'))
  expect((await open().ask(`http://lms.test:${nonsense}/`)).failure?.code).toMatch(/^HPE_/)
  const { port: half } = await openLocalSite(() => 'half')
  expect(await open().ask(`http://lms.test:${half}/`)).toMatchObject({ failure: { code: 'ECONNRESET' } })
})

test('no answer within the time is a failure of its own, while connected or in the middle of a handshake', async () => {
  const port = await listen(() => undefined)
  for (const scheme of ['http', 'https']) {
    expect(await open().ask(`${scheme}://lms.test:${port}/`, { timeoutMs: 100 })).toMatchObject({
      failure: { code: 'ETIMEDOUT', message: 'no answer within 0.1 s' },
    })
  }
})

test('a body is read up to 4 MB', async () => {
  const { port } = await openLocalSite(() => ({ body: 'x'.repeat(5_000_000) }))
  expect((await open().ask(`http://lms.test:${port}/`)).answer?.body).toHaveLength(4 * 1024 * 1024)
})

test('one that does not end is left', async () => {
  const port = await listen((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const goOn = () => socket.write('x'.repeat(65_536), (error) => error ?? goOn())
    goOn()
  })
  expect((await open().ask(`http://lms.test:${port}/`)).answer?.body).toHaveLength(4 * 1024 * 1024)
})

test('what must come before a call is waited for', async () => {
  const { port } = await openLocalSite(() => ({}))
  const order: string[] = []
  const client = open({
    beforeCall: async (url) => {
      await Promise.resolve()
      order.push(url)
    },
    lookup: () => {
      order.push('lookup')
      return loopback()
    },
  })
  const url = `http://lms.test:${port}/`
  expect((await client.ask(url)).answer?.status).toBe(200)
  expect((await client.knock(url)).address).toBe('127.0.0.1')
  expect(order).toEqual([url, 'lookup', url, 'lookup'])
})

test('a trusted certificate lets the request through, and stays with the answer', async () => {
  const authority = await anyAuthority()
  const pair = await anyCertificate({ names: ['edx.local.dev'], issuer: authority, subject: 'CN=edx' })
  const { port } = await openLocalSite(() => ({}), { pair })
  const { answer } = await open({ authorities: [authority.certificate] }).ask(
    `https://edx.local.dev:${port}/`,
  )
  expect(answer?.status).toBe(200)
  expect(answer?.certificate?.subject.CN).toBe('edx')
})

test.each([
  ['of nobody', { subject: 'CN=edx', names: ['edx.local.dev'] }, 'DEPTH_ZERO_SELF_SIGNED_CERT', false],
  ['for another name', { subject: 'CN=edx', names: ['other.dev'] }, 'ERR_TLS_CERT_ALTNAME_INVALID', true],
  [
    'that has expired',
    { subject: 'CN=edx', names: ['edx.local.dev'], from: new Date('2020-01-01'), days: 1 },
    'CERT_HAS_EXPIRED',
    true,
  ],
])('a certificate %s is refused before anything is sent', async (_, options, code, isSigned) => {
  const authority = await anyAuthority()
  const pair = await anyCertificate({ ...options, ...(isSigned ? { issuer: authority } : {}) })
  const { port, asked } = await openLocalSite(() => ({}), { pair })
  const client = open({ authorities: [authority.certificate] })
  const url = `https://edx.local.dev:${port}/`
  const { failure, answer } = await client.ask(url, { method: 'POST', body: 'password=secret' })
  expect(failure?.code).toBe(code)
  expect(failure?.certificate?.subject.CN).toBe('edx')
  expect(answer).toBeUndefined()
  expect(asked).toEqual([])
  const unjudged = await client.ask(url, { verify: false })
  expect(unjudged.answer?.certificate?.subject.CN).toBe('edx')
})

test('an address is a name as well', async () => {
  const authority = await anyAuthority()
  const pair = await anyCertificate({ names: ['127.0.0.1'], issuer: authority })
  const { port, asked } = await openLocalSite(() => ({}), { pair })
  const { answer } = await open({ authorities: [authority.certificate] }).ask(`https://127.0.0.1:${port}/`)
  expect(answer?.status).toBe(200)
  expect(asked[0]?.headers.host).toBe(`127.0.0.1:${port}`)
})

test('https asked of a port that speaks http is told in one line', async () => {
  const { port } = await openLocalSite(() => ({}))
  const { failure } = await open().ask(`https://lms.test:${port}/`)
  expect(failure?.code).toMatch(/^(?:ERR_SSL_|ECONNRESET|EPROTO)/)
  expect(failure?.message).not.toContain('\n')
})

test('a knock connects without asking', async () => {
  const { port, asked } = await openLocalSite(() => ({}))
  expect(await open().knock(`http://lms.test:${port}`)).toMatchObject({ address: '127.0.0.1' })
  expect(await open().knock(`http://lms.test:${await closedPort()}`)).toMatchObject({
    failure: { code: 'ECONNREFUSED' },
  })
  expect(asked).toEqual([])
})
