import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDocumentSchema, type CheckDocument } from '../../../scripts/diagnosis/document-schema.ts'
import { openOwnAuthority } from '../../../scripts/tls/own-authority.ts'
import { richiePort, edxPort, checkout, local } from '../support/environment.ts'
import { ann, startLms } from '../support/stand-alone-lms.ts'

/* `campus check` over TLS: with an LMS of ours, and with one that is not, which a certificate of the same authority is for. */

const certs = join(checkout.dir, 'certs')
const folder = mkdtempSync(join(tmpdir(), 'campus-check-'))
const hosts = ['richie.local.dev', 'edx.local.dev', 'real.local.dev']
const real = `https://real.local.dev:${edxPort + 1}`
const machine = {
  CAMPUS_HOSTS_FILE: join(folder, 'hosts'),
  SSL_CERT_FILE: join(folder, 'ca.pem'),
}
const learner = { CAMPUS_CHECK_REAL_EMAIL: ann.email, CAMPUS_CHECK_REAL_PASSWORD: ann.password }
let stopLms: (() => Promise<void>) | undefined

beforeAll(async () => {
  const authority = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'authority') })
  mkdirSync(certs, { recursive: true })
  const issued = await Promise.all(hosts.map(async (host) => ({ host, ...(await authority.issue([host])) })))
  for (const { host, certificate, key } of issued) {
    writeFileSync(join(certs, `${host}.key`), key, { mode: 0o600 })
    writeFileSync(join(certs, `${host}.pem`), certificate)
  }
  writeFileSync(join(certs, 'ca.pem'), authority.pem)
  writeFileSync(machine.SSL_CERT_FILE, authority.pem)
  writeFileSync(machine.CAMPUS_HOSTS_FILE, `127.0.0.1 ${hosts.join(' ')}\n::1 ${hosts.join(' ')}\n`)
  const certificate = issued.find(({ host }) => host === 'real.local.dev')
  stopLms = await startLms({
    url: real,
    richie: `https://richie.local.dev:${richiePort}`,
    syncSecret: 'unused',
    ...(certificate === undefined ? {} : { certificate }),
  })
  checkout.setLocal({ ...local, lms: { ...local.lms, real: { provider: 'external', url: real } } })
  const up = await checkout.campus(['up', '--tls'])
  expect(up.exitCode, up.output).toBe(0)
})
afterAll(async () => {
  await stopLms?.()
  checkout.setLocal(local)
  rmSync(certs, { recursive: true, force: true })
  rmSync(folder, { recursive: true })
  await checkout.campus(['up'])
})

async function checkJson(argv: readonly string[], env = {}): Promise<CheckDocument> {
  const { output } = await checkout.campus(['check', '--json', ...argv], { env: { ...machine, ...env } })
  return checkDocumentSchema.parse(JSON.parse(output))
}

const of = (status: string, { findings }: CheckDocument) =>
  findings.filter((finding) => finding.status === status).map(({ subject, id }) => `${subject}/${id}`)

test('a healthy environment is all ok, certificates and redirects among it', async () => {
  const document = await checkJson(['edx'])
  expect(document).toMatchObject({ mode: 'tls', ok: true })
  expect([...of('fail', document), ...of('warn', document)]).toEqual([])
  expect(of('skipped', document)).toEqual(['edx/enrol'])
})

test('an authority that the store lacks is told once for each site', async () => {
  const document = await checkJson(['edx'], { SSL_CERT_FILE: '' })
  expect(of('fail', document)).toEqual(['richie/certificate-trust', 'edx/certificate-trust'])
})

test('an LMS that is not ours is all ok too, over https, with a learner of the environment variables', async () => {
  const document = await checkJson(['real'], learner)
  expect(of('fail', document)).toEqual([])
  expect(document.findings.find(({ subject, id }) => subject === 'real' && id === 'login')).toMatchObject({
    status: 'ok',
  })
})
