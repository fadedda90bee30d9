import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTrustedPair, type TrustedPair } from '../../../browser/trusted-pair.ts'
import { docker } from '../../support/docker.ts'
import { name } from '../../support/environment.ts'
import { ask, askUntil } from '../../support/http.ts'
import { bridgeAddress, startLoneGateway, type LoneGateway } from './lone-gateway.ts'
import { startStrictServer, type StrictServer } from './strict-server.ts'

/* A gateway whose sites are not there, or not as they should be, from before its start on: what its page says, and that it ends by itself. */

const network = `${name}-lone`
const container = `${name}-lone-lms`
const squatter = `${name}-lone-squatter`
const far = 'lms.example.org'
const site = (name: string) => `http://${name}.campuslone.localhost:18190`
let bridge: string
let pair: TrustedPair
let gateway: LoneGateway | undefined
let port: number
let server: StrictServer | undefined
let untrusted: StrictServer | undefined
let silent: Server | undefined

beforeAll(async () => {
  pair = await makeTrustedPair([far, 'localhost'])
  bridge = await bridgeAddress()
  const taken = await startStrictServer(bridge)
  port = taken.port
  await taken.close()
  untrusted = await startStrictServer(bridge, { pair: await makeTrustedPair(['localhost']) })
  silent = createServer().listen(0, bridge)
  await once(silent, 'listening')
  const silentPort = (silent.address() as { port: number }).port
  await docker(['network', 'create', network])
  const external = { provider: 'external', proxy: true, port: 18190 }
  const spec = {
    name: 'campuslone',
    richie: { port: 18190 },
    lms: {
      here: { ...external, url: `http://localhost:${port}` },
      far: { ...external, url: `https://${far}` },
      untrusted: { ...external, url: `https://localhost:${untrusted.port}` },
      silent: { ...external, url: `https://localhost:${silentPort}` },
    },
  }
  gateway = await startLoneGateway({ name: `${name}-lone-gateway`, mode: 'http', spec, pair, network })
})
afterAll(async () => {
  await gateway?.remove()
  await docker(['rm', '--force', container, squatter])
  await docker(['network', 'rm', network])
  await server?.close()
  await untrusted?.close()
  silent?.close()
})

test('nothing listens: our page says where it looked, how to see whether it runs, and what 127.0.0.1 means', async () => {
  const { status, headers, body } = await ask(`${site('here')}/dashboard`)
  expect([status, headers['retry-after']]).toEqual([503, '2'])
  expect(body).toContain('campus: upstream-closed')
  expect(body).toContain(`could not connect to http://localhost:${port} (${bridge}:${port})`)
  expect(body).toContain(`<pre>curl -sI http://localhost:${port}</pre>`)
  expect(body).toContain('the site listens on 127.0.0.1 only, where containers cannot reach it')
  expect(body).toContain('<pre>bin/campus check here</pre>')
  expect(body).not.toContain('starting')
})

test('it is served as soon as it is there, and again after it was away', async () => {
  for (const _ of ['first', 'again']) {
    server = await startStrictServer(bridge, { port })
    expect((await ask(`${site('here')}/seen`)).status).toBe(200)
    await server.close()
    expect((await ask(`${site('here')}/seen`)).status).toBe(503)
  }
})

test('a name that nobody knows is told; known later, at whatever address, it is served', async () => {
  const { status, body } = await ask(`${site('far')}/seen`)
  expect([status, body]).toEqual([503, expect.stringContaining('campus: upstream-unknown')])
  expect(body).toContain(`no IP address for https://${far}`)
  const served = async () => {
    await startFarServer()
    await askUntil(`${site('far')}/`, (reply) => reply.body === `far ${far}`)
    await docker(['rm', '--force', container])
  }
  await served()
  // Somebody else has its address meanwhile.
  await docker(['run', '--detach', '--name', squatter, ...onNetwork, ...sleeper])
  await served()
})

test('a certificate that is not trusted is told, and nothing of the request goes there', async () => {
  const headers = { cookie: 'sessionid=secret' }
  for (const _ of ['first', 'again, though a connection was made to see why']) {
    const { status, body } = await ask(`${site('untrusted')}/seen`, { headers })
    expect([status, body]).toEqual([503, expect.stringContaining('campus: upstream-untrusted')])
  }
  expect(untrusted?.requests.map(({ method, url, headers: sent }) => [method, url, sent.cookie])).toEqual(
    Array.from({ length: 2 }, () => ['HEAD', '/', undefined]),
  )
})

test('one that says nothing is given up after five seconds', async () => {
  const { status, body } = await ask(`${site('silent')}/seen`)
  expect([status, body]).toEqual([503, expect.stringContaining('campus: upstream-late')])
})

test('a gateway that starts while all are away starts, and its own site of another kind too', async () => {
  await gateway?.restart()
  expect((await ask(`${site('here')}/`)).body).toContain('campus: upstream-closed')
  expect((await ask(`${site('richie')}/`)).body).toContain('campus: service-silent')
})

const onNetwork = ['--network', network, '--entrypoint', 'node']
const sleeper = [`${name}-lms-mock`, '-e', 'setInterval(() => {}, 1000)']

/** A TLS server in a container that Docker's DNS knows by the name of the spec. */
async function startFarServer(): Promise<void> {
  const program = `
    const { CERT, KEY } = process.env
    require('node:https').createServer({ cert: CERT, key: KEY }, (request, response) => response.end('far ' + request.socket.servername))
      .listen(443, '0.0.0.0')`
  await docker([
    'run',
    '--detach',
    '--name',
    container,
    ...onNetwork,
    '--user',
    '0',
    '--network-alias',
    far,

    '--env',
    `CERT=${pair.certificate}`,
    '--env',
    `KEY=${pair.key}`,
    `${name}-lms-mock`,
    '-e',
    program,
  ])
}
