import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { docker } from '../support/docker.ts'
import { name, richiePort, edxPort, checkout } from '../support/environment.ts'
import { ask, askUntil } from '../support/http.ts'

const richie = `http://richie.${name}.localhost:${richiePort}`
const edx = `http://edx.${name}.localhost:${edxPort}`

test.each(['css/main.css', 'js/build/index.js'])(
  'static %s is compressed, and asked for again only to be told it is the same',
  async (path) => {
    const url = `${richie}/static/richie/${path}`
    const first = await ask(url, { headers: { 'accept-encoding': 'gzip' } })
    expect(first.status).toBe(200)
    expect(first.headers['content-encoding']).toBe('gzip')
    expect(first.bytes).toBeLessThan(first.body.length / 2)
    expect(first.headers['cache-control']).toBe('no-cache')
    const again = await ask(url, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': first.headers.etag ?? '' },
    })
    expect(again.status).toBe(304)
    expect((await ask(url)).headers['content-encoding']).toBeUndefined()
  },
)

test('a static file with a hash in its name is never asked for again', async () => {
  const index = await ask(`${richie}/static/richie/js/build/index.js`)
  const number = /"\.\/fr-FR\.json":\[(\d+)/.exec(index.body)?.[1]
  const hash = /=>"([0-9a-f]{20})"/.exec(index.body)?.[1]
  const chunk = await ask(`${richie}/static/richie/js/build/${number}.${hash}.index.js`)
  expect(chunk.status).toBe(200)
  expect(chunk.headers['cache-control']).toContain('immutable')
})

test("Richie's pages are compressed, the LMS's answers pass byte for byte", async () => {
  const accept = { headers: { 'accept-encoding': 'gzip' } }
  expect((await ask(`${richie}/en/`, accept)).headers['content-encoding']).toBe('gzip')
  expect((await ask(`${edx}/login`, accept)).headers['content-encoding']).toBeUndefined()
})

test('a host that no site answers for gets our page, with the ones that are', async () => {
  const { status, body } = await ask(`http://127.0.0.1:${richiePort}/`, {
    headers: { host: 'elsewhere.example' },
  })
  expect(status).toBe(404)
  expect(body).toContain(`<a href="${richie}/">`)
  expect(body).toContain(`<a href="${edx}/">`)
  expect(body).toContain('campus: unknown-host')
})

test('another site on its port is not served', async () => {
  const { status } = await ask(`http://127.0.0.1:${edxPort}/`, {
    headers: { host: `richie.${name}.localhost:${edxPort}` },
  })
  expect(status).toBe(404)
})

/* A backend of our own in the place of the LMS, on its socket, tells what reaches it. */
const echo = `
const { createServer } = require('node:http'), { rmSync, chmodSync } = require('node:fs')
let connections = 0
const server = createServer((request, response) => {
  let bytes = 0
  if (request.url === '/large') response.setHeader('x-large', 'x'.repeat(100000))
  request.on('data', (chunk) => (bytes += chunk.length))
  request.on('end', () => response.end(JSON.stringify({ bytes, connections, headers: request.headers })))
})
server.keepAliveTimeout = 75000
server.on('connection', () => connections++)
server.on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n\\r\\n')
  socket.on('data', (data) => socket.write('echo ' + data))
})
rmSync('/run/campus/edx.sock', { force: true })
server.listen('/run/campus/edx.sock', () => chmodSync('/run/campus/edx.sock', 0o777))
`

type Echo = { bytes: number; connections: number; headers: Record<string, string> }

test('long addresses and large cookies reach Richie and the LMS; what is too large gets our page', async () => {
  for (const url of [`${richie}/en/?x=${'x'.repeat(6000)}`, `${edx}/heartbeat?x=${'x'.repeat(6000)}`])
    expect((await ask(url, { headers: { cookie: `a=${'x'.repeat(20_000)}` } })).status).toBe(200)
  const refused = await ask(`${richie}/en/`, { headers: { cookie: `a=${'x'.repeat(70_000)}` } })
  expect(refused.status).toBe(431)
  expect(refused.body).toContain('campus: too-large')
})

test('what reaches a backend: forwarded headers, large bodies, upgrades, on connections that are kept', async () => {
  await docker(['stop', `${name}-edx-1`])
  const down = await ask(`${edx}/`)
  expect(down.status).toBe(503)
  // The link of the control page, asked for in every way that does not reach the mock.
  for (const host of [`edx.${name}.localhost:${edxPort}`, `edx.local.dev:${edxPort}`, 'elsewhere.example'])
    await ask(`http://127.0.0.1:${edxPort}/mock/?token=tell-nobody`, { headers: { host } })
  expect((await checkout.campus(['logs', 'gateway', '--tail', '1000'])).output).not.toContain('tell-nobody')
  expect(down.body).toContain('bin/campus logs edx')
  expect(down.body).toContain('campus: service-stopped')
  const echoName = `${name}-echo`
  try {
    await docker([
      'run',
      '--detach',
      '--rm',
      '--name',
      echoName,
      '--network',
      'none',
      '--volume',
      `${name}_run:/run/campus`,
      '--entrypoint',
      'node',
      `${name}-lms-mock`,
      '--max-http-header-size=200000',
      '-e',
      echo,
    ])
    await askUntil(`${edx}/`, (reply) => reply.status === 200)
    const tell = async (...parameters: Parameters<typeof ask>) =>
      JSON.parse((await ask(...parameters)).body) as Echo

    const { headers } = await tell(`${edx}/`, { headers: { referer: 'http://here/' } })
    expect(headers).toMatchObject({
      host: `edx.${name}.localhost:${edxPort}`,
      'x-forwarded-proto': 'http',
      'x-forwarded-host': `edx.${name}.localhost:${edxPort}`,
      'x-forwarded-port': `${edxPort}`,
      referer: 'http://here/',
    })
    expect(headers['x-forwarded-for']).toMatch(/^[\d.]+$/)
    // A URL in the request line chooses the site; what a Host beside it says must not reach a page or a cache.
    const origin = `edx.${name}.localhost:${edxPort}`
    const answer = await send(
      edxPort,
      `GET http://${origin}/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toContain(`"host":"${origin}"`)
    expect(answer).not.toContain('evil')

    const cookie = `edx-jwt=${'x'.repeat(20_000)}`
    expect((await tell(`${edx}/`, { headers: { cookie } })).headers['cookie']).toBe(cookie)
    expect((await ask(`${edx}/large`)).headers['x-large']).toHaveLength(100_000)

    // Django takes 2.5 MB itself; a catalogue is sent pictures and videos.
    const form = Buffer.alloc(3 * 2 ** 20)
    expect((await tell(`${edx}/`, { method: 'POST', body: form })).bytes).toBe(form.length)
    const video = Buffer.alloc(60 * 2 ** 20)
    expect((await ask(`${edx}/`, { method: 'POST', body: video })).status).toBe(413)
    expect((await ask(`${richie}/en/`, { method: 'POST', body: video })).status).toBe(403)

    const before = (await tell(`${edx}/`)).connections
    for (let count = 0; count < 20; count += 1) await ask(`${edx}/`)
    const after = (await tell(`${edx}/`)).connections
    expect(after - before, 'connections for 21 requests').toBeLessThanOrEqual(3)

    expect(await upgrade(`edx.${name}.localhost:${edxPort}`, edxPort, 'hello')).toBe('echo hello')
  } finally {
    await docker(['rm', '-f', echoName])
    await checkout.campus(['up'])
  }
})

/** What a server answers to these bytes, until it ends the connection. */
async function send(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

/** Asks for an upgrade, sends a message when it was granted, and returns what comes back. */
async function upgrade(host: string, port: number, message: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error(`nothing more after: ${received}`)))
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      received += chunk.toString()
      const [head = '', answer = ''] = received.split('\r\n\r\n')
      if (!head.includes(' 101 ')) return socket.destroy(new Error(received))
      if (answer === '') return socket.write(message)
      resolve(answer)
      return socket.end()
    })
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
  })
}

test('a gateway that starts with every backend down serves its own pages', async () => {
  await docker(['stop', `${name}-edx-1`, `${name}-richie-1`])
  await docker(['restart', `${name}-gateway-1`])
  const down = await askUntil(`${richie}/en/`, (reply) => reply.status === 503)
  expect(down.body).toContain('bin/campus logs richie')
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
})
