import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Authority } from '../../../scripts/tls/authority.ts'
import { openOwnAuthority } from '../../../scripts/tls/own-authority.ts'
import { docker } from '../support/docker.ts'
import { name, richiePort, edxPort, checkout } from '../support/environment.ts'
import { ask } from '../support/http.ts'

/* What `up --tls` does with the certificates that stand in certs/. Browsers and trust: enrolment-tls.test.ts. */

const certs = join(checkout.dir, 'certs')
const richie = `https://richie.local.dev:${richiePort}`
const edx = `https://edx.local.dev:${edxPort}`
const folder = mkdtempSync(join(tmpdir(), 'campus-tls-'))
let authority: Authority

beforeAll(async () => {
  authority = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'ca') })
  await checkout.campus(['up'])
})
afterAll(async () => {
  rmSync(certs, { recursive: true, force: true })
  rmSync(folder, { recursive: true })
  await checkout.campus(['up'])
})

test('without certificates nothing is started or changed, and what is missing is said', async () => {
  rmSync(certs, { recursive: true, force: true })
  const before = await containers()
  const { exitCode, output } = await checkout.campus(['up', '--tls'])
  expect(exitCode).toBe(1)
  expect(output).toContain('certs/richie.local.dev.pem is missing')
  expect(output).toContain('certs/edx.local.dev.pem is missing')
  expect(output).toContain('make setup-ssl')
  expect(await containers()).toBe(before)
  expect(readFileSync(join(checkout.dir, 'generated/nginx/nginx.conf'), 'utf8')).toContain('# http mode')
  expect((await ask(`http://localhost:${edxPort}/heartbeat`)).status).toBe(200)
})

test('to https and back: the gateway is the same container, containers reach the public URLs and trust them', async () => {
  await issue()
  const before = await containers('gateway', 'database', 'search')
  expect(await checkout.campus(['up', '--tls'])).toMatchObject({ exitCode: 0 })
  expect(await containers('gateway', 'database', 'search')).toBe(before)
  const { pem: ca } = authority
  expect((await ask(`${richie}/en/`, { ca })).status).toBe(200)
  expect((await ask(`${edx}/heartbeat`, { ca })).status).toBe(200)
  // The browser tests' Chromium asks by HTTP/1.1 alone.
  expect(await statusOverHttp2(`${richie}/en/`, ca)).toBe(200)
  expect(await statusOverHttp2(`${edx}/heartbeat`, ca)).toBe(200)
  const python = `import requests; print(requests.get('${edx}/heartbeat').status_code, requests.get('${richie}/en/').status_code)`
  expect(await docker(['exec', `${name}-richie-1`, '/opt/campus/venv/bin/python', '-c', python])).toBe(
    '200 200',
  )
  const node = `fetch('${richie}/en/').then(({ status }) => console.log(status))`
  expect(await docker(['exec', `${name}-edx-1`, 'node', '-e', node])).toBe('200')

  const again = await checkout.campus(['up', '--tls'])
  expect(again.output).toContain('Nothing to do')
  expect(await checkout.campus(['render', '--check'])).toMatchObject({ exitCode: 0 })
  const links = await ask(`${richie}/sitemap.xml`, { ca })
  expect(links.body).toContain(`<loc>${richie}/en/`)
  expect(links.body).not.toContain('http://richie')
})

test('certificates that were replaced are served, by the same gateway', async () => {
  const before = await containers()
  const old = await served()
  await issue()
  expect(await checkout.campus(['up', '--tls'])).toMatchObject({ exitCode: 0 })
  expect(await served()).not.toBe(old)
  expect(await served()).toBe(
    new X509Certificate(readFileSync(join(certs, 'richie.local.dev.pem'))).fingerprint256,
  )
  expect(await containers()).toBe(before)
})

test("the gateway's own health checks are not in its log", async () => {
  await docker(['exec', `${name}-gateway-1`, '/opt/campus/healthcheck', `${richiePort}`])
  await ask(`${edx}/heartbeat?after-the-check`, { ca: authority.pem })
  const log = async () => (await checkout.campus(['logs', 'gateway', '--since', '1m'])).output
  await expect.poll(log, { timeout: 30_000 }).toContain('after-the-check')
  expect(await log()).not.toMatch(/campus-health|__campus\/health/)
})

test('the LMS that runs trusts an authority that took the place of another', async () => {
  authority = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'another') })
  await issue()
  expect(await checkout.campus(['up', '--tls'])).toMatchObject({ exitCode: 0 })
  // It tells Richie of all its course runs anew.
  expect(await checkout.campus(['lms', 'edx', 'reset', '--yes'])).toMatchObject({ exitCode: 0 })
  await expect
    .poll(async () => (await checkout.campus(['lms', 'edx', 'sync'])).output, { timeout: 60_000 })
    .toContain('11 course runs sent to Richie')
})

test.each([
  [
    'a key of another certificate',
    async () => (await authority.issue(['richie.local.dev'])).key,
    /is the key of another/,
  ],
  ['no key at all', () => 'nonsense', /richie\.local\.dev\.key/],
])('%s is refused, and the last good certificate goes on being served', async (_, key, says) => {
  const file = join(certs, 'richie.local.dev.key')
  const good = readFileSync(file, 'utf8')
  const before = await served()
  writeFileSync(file, await key())
  try {
    const { exitCode, output } = await checkout.campus(['up', '--tls'])
    expect(exitCode).toBe(1)
    expect(output).toMatch(says)
    expect(await served()).toBe(before)
  } finally {
    writeFileSync(file, good)
  }
})

/** Writes a new certificate for each site, as `setup-ssl` does. */
async function issue(): Promise<void> {
  mkdirSync(certs, { recursive: true })
  for (const host of ['richie.local.dev', 'edx.local.dev']) {
    const { certificate, key } = await authority.issue([host, 'localhost', '127.0.0.1', '::1'])
    writeFileSync(join(certs, `${host}.key`), key, { mode: 0o600 })
    writeFileSync(join(certs, `${host}.pem`), certificate)
  }
  writeFileSync(join(certs, 'ca.pem'), authority.pem)
}

async function statusOverHttp2(url: string, ca: string): Promise<number> {
  const { port, hostname, pathname } = new URL(url)
  const session = connect(url, { host: '127.0.0.1', port: Number(port), servername: hostname, ca })
  try {
    return await new Promise((resolve, reject) => {
      session.on('error', reject)
      const request = session.request({ ':path': pathname })
      request.on('error', reject)
      request.on('response', ({ ':status': status }) => resolve(status ?? 0))
      request.setTimeout(30_000, () => reject(new Error(`${url} did not answer in 30 s`)))
      request.resume().end()
    })
  } finally {
    session.close()
  }
}

/** SHA-256 of the certificate that Richie's port presents. */
async function served(): Promise<string> {
  const text = await docker([
    'exec',
    `${name}-gateway-1`,
    'sh',
    '-c',
    `openssl s_client -connect 127.0.0.1:${richiePort} -servername richie.local.dev < /dev/null 2> /dev/null`,
  ])
  return new X509Certificate(text.slice(text.indexOf('-----BEGIN'))).fingerprint256
}

async function containers(...services: readonly string[]): Promise<string> {
  const lines = await docker([
    'ps',
    '--filter',
    `label=com.docker.compose.project=${name}`,
    '--format',
    '{{.Names}} {{.ID}}',
  ])
  const wanted = (line: string) =>
    services.length === 0 || services.some((service) => line.includes(`-${service}-`))
  return lines.split('\n').filter(wanted).toSorted().join('\n')
}
