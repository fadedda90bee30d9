import { expect, test } from 'vitest'
import { openLocalSite, type Asked, type Reply } from '../../../tests/probes/local-site.ts'
import { lookAtSite } from '../../../tests/probes/look-at-site.ts'
import { anyCertificate } from '../../../tests/probes/test-certificates.ts'
import { plainHttp } from './plain-http.ts'

const pair = await anyCertificate({ names: ['richie.local.dev'] })
const origin = ({ headers }: Asked, port: number) => `https://${headers.host?.split(':')[0]}:${port}`

/** The verdict on a gateway that answers plain http by `plain`, and https with these headers. */
async function look(plain: (asked: Asked, port: number) => Reply, secure: Reply['headers'] = {}) {
  const site = await openLocalSite(
    (asked) => (asked.isSecure ? { headers: secure } : plain(asked, site.port)),
    { pair },
  )
  return { port: site.port, verdict: await lookAtSite(plainHttp, { port: site.port, mode: 'tls' }) }
}

const noStore = { 'Cache-Control': 'no-store' }
const redirect = (asked: Asked, port: number, headers: Reply['headers'] = noStore, status = 308) => ({
  status,
  headers: { Location: `${origin(asked, port)}${asked.path}`, ...headers },
})

test('308 to the origin of the spec, not to be remembered, is right', async () => {
  const { port, verdict } = await look(redirect)
  expect(verdict).toMatchObject({ status: 'ok', says: `308 to https://richie.local.dev:${port}` })
})

test("307 of a proxy of the person's own is right too: browsers do not keep it by themselves", async () => {
  const { port, verdict } = await look((asked, port) => redirect(asked, port, {}, 307))
  expect(verdict).toMatchObject({ status: 'ok', says: `307 to https://richie.local.dev:${port}` })
})

test('it has nothing to look at over http', async () => {
  expect(await lookAtSite(plainHttp, { port: 8070, mode: 'http' })).toMatchObject({
    status: 'skipped',
    says: 'no TLS over plain http',
  })
})

test.each([
  ["nginx's own 400", () => ({ status: 400 }), {}, 'plain http is not redirected to https'],
  ['a page over http', () => ({}), {}, 'plain http is not redirected to https'],
  [
    '301',
    (asked: Asked, port: number) => redirect(asked, port, noStore, 301),
    {},
    'plain http is not redirected to https',
  ],
  [
    'a target from the Host header',
    ({ headers, path }: Asked) => ({ status: 308, headers: { Location: `https://${headers.host}${path}` } }),
    {},
    'plain http is redirected to https://richie.local.dev:1, not to https://richie.local.dev:',
  ],
  [
    'one that may be kept',
    (asked: Asked, port: number) => redirect(asked, port, {}),
    {},
    'browsers may remember',
  ],
  [
    'HSTS',
    redirect,
    { 'Strict-Transport-Security': 'max-age=31536000' },
    'https answers forbid http on this name',
  ],
])('%s is a fault, and run-ssl fixes it', async (_, plain, secure, says) => {
  const { verdict } = await look(plain, secure)
  expect(verdict).toMatchObject({ status: 'fail', says: expect.stringContaining(says) })
  expect(verdict.fix[0]?.command).toBe('make run-ssl')
})
