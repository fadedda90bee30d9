import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KeyPair } from './authority.ts'
import { checkOwnCertificates, fixingCommands } from './own-certificates.ts'
import { pairFiles } from './read-certificate.ts'
import { anyCertificate, encryptKey } from './testing/any-certificate.ts'

const host = 'richie.local.dev'
const names = [host, 'localhost', '127.0.0.1', '[::1]']
const all = [host, 'localhost', '127.0.0.1', '::1']
const ca = await anyCertificate({ subject: 'CN=My development CA 1', isAuthority: true })
const between = await anyCertificate({ subject: 'CN=Between', isAuthority: true, issuer: ca })
const right = await anyCertificate({ names: all, issuer: ca })
const day = 86_400_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-certs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const files = () => pairFiles(folder, host)

function bring({ certificate, key }: KeyPair): void {
  writeFileSync(files().certificate, certificate)
  writeFileSync(files().key, key)
}

async function check(options: { now?: Date; trusted?: string } = {}) {
  const [report] = await checkOwnCertificates({
    sites: [{ host, names }],
    folder,
    trusted: ca.certificate,
    ...options,
  })
  if (report === undefined) throw new Error('One site, one report')
  const short = (says: string) => says.replace(`${folder}/`, '')
  return {
    report,
    faults: report.faults.map(({ says }) => short(says)),
    warnings: report.warnings.map(short),
    fix: fixingCommands(report).join('\n').replaceAll(`${folder}/`, 'certs/'),
  }
}

test('a right certificate has neither faults nor warnings, and nothing is written', async () => {
  bring(right)
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(await check()).toMatchObject({ faults: [], warnings: [], fix: '' })
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(before)
})

test('there is one report a site, in their order', async () => {
  const sites = ['a.local.dev', 'b.local.dev'].map((host) => ({ host, names: [host] }))
  const reports = await checkOwnCertificates({ sites, folder, trusted: '' })
  expect(reports.map(({ host }) => host)).toEqual(['a.local.dev', 'b.local.dev'])
})

test('with nothing there both files are missing, and one pair of commands makes both', async () => {
  const { faults, fix } = await check()
  expect(faults).toEqual(['richie.local.dev.pem is missing', 'richie.local.dev.key is missing'])
  expect(fix).toBe(
    [
      'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout certs/richie.local.dev.key -subj /O=development -out certs/richie.local.dev.csr',
      "printf 'subjectAltName=DNS:richie.local.dev,DNS:localhost,IP:127.0.0.1,IP:::1\\nextendedKeyUsage=serverAuth\\n' | openssl x509 -req -in certs/richie.local.dev.csr -CA ~/my-ca/ca.pem -CAkey ~/my-ca/ca.key -CAcreateserial -sha256 -days 820 -extfile /dev/stdin -out certs/richie.local.dev.pem",
    ].join('\n'),
  )
})

const keyIsKept = 'openssl req -new -key certs/richie.local.dev.key '
const keyIsNew = 'openssl req -new -newkey ec '

test.each([
  ['no certificate', { certificate: '' }, ['richie.local.dev.pem is empty'], keyIsKept],
  ['no key', { key: '' }, ['richie.local.dev.key is empty'], keyIsNew],
  [
    'files mixed up',
    { certificate: right.key, key: right.certificate },
    [
      'richie.local.dev.pem holds no certificate in PEM form (found: PRIVATE KEY)',
      'richie.local.dev.key holds no private key in PEM form (found: CERTIFICATE)',
    ],
    keyIsNew,
  ],
  [
    'the key of another certificate',
    { key: ca.key },
    ['richie.local.dev.key is the key of another certificate'],
    keyIsKept,
  ],
  [
    'an encrypted key',
    { key: encryptKey(right.key) },
    ['richie.local.dev.key is encrypted, and the gateway cannot ask for a passphrase'],
    '(umask 077 && openssl pkey -in certs/richie.local.dev.key ',
  ],
])('%s is a fault, with the command that fixes it', async (_title, part, faults, command) => {
  bring({ ...right, ...part })
  const found = await check()
  expect(found.faults).toEqual(faults)
  expect(found.fix.startsWith(command), found.fix).toBe(true)
})

test('names that are not those of the site are a fault', async () => {
  bring(await anyCertificate({ names: ['edx.local.dev'], issuer: ca }))
  const { faults, warnings, fix } = await check()
  expect(faults).toEqual(['richie.local.dev.pem is not for richie.local.dev, but for DNS:edx.local.dev'])
  expect(warnings).toEqual([expect.stringMatching(/is not for localhost, 127/) as string])
  expect(fix.startsWith(keyIsKept), fix).toBe(true)
})

test('a weak key is not used again', async () => {
  bring(await anyCertificate({ names: all, issuer: ca, rsaBits: 1024 }))
  expect((await check()).fix.startsWith(keyIsNew)).toBe(true)
})

test.each([
  [
    'a year behind',
    -366,
    /is valid only from .+ on; this machine's clock says /,
    'sudo timedatectl set-ntp true',
  ],
  ['a year ahead', 366, /expired on .+; this machine's clock says /, keyIsKept],
])('with the clock %s, the fault tells what it says', async (_title, days, says, command) => {
  bring(right)
  const { faults, fix } = await check({ now: new Date(Date.now() + days * day) })
  expect(faults).toEqual([expect.stringMatching(says) as string])
  expect(fix.startsWith(command), fix).toBe(true)
})

test('a directory where a file should be is a fault', async () => {
  bring(right)
  rmSync(files().certificate)
  mkdirSync(files().certificate)
  const { faults, fix } = await check()
  expect(faults).toEqual([expect.stringContaining('richie.local.dev.pem is a directory') as string])
  expect(fix).toMatch(/^sudo rmdir certs\/richie\.local\.dev\.pem\n/)
})

test('a file that can not be read is a fault', async () => {
  bring(right)
  rmSync(files().key)
  symlinkSync(files().key, files().key)
  const { faults, fix } = await check()
  expect(faults).toEqual(["richie.local.dev.key can't be read: ELOOP"])
  expect(fix).toMatch(/^sudo chown /)
})

test('text that OpenSSL can not read is a fault, even where we can', async () => {
  bring({ ...right, certificate: `  ${right.certificate}` })
  expect((await check()).faults).toEqual([expect.stringContaining('is refused by OpenSSL: ') as string])
})

const behind = await anyCertificate({ names: all, issuer: between })

test('a wildcard covers the host, and intermediates may follow', async () => {
  const leaf = await anyCertificate({ names: ['*.local.dev', ...all.slice(1)], issuer: between })
  bring({ ...leaf, certificate: leaf.certificate + between.certificate + ca.certificate })
  expect(await check()).toMatchObject({ faults: [], warnings: [] })
})

test('where the order is wrong, that is the only fault: all else is said of what comes first', async () => {
  bring({ ...behind, certificate: between.certificate + behind.certificate })
  const { faults, fix } = await check()
  expect(faults).toEqual([expect.stringContaining('richie.local.dev.pem begins with "Between"') as string])
  expect(fix).toMatch(/^openssl crl2pkcs7 /)
})

test('a certificate that ends soon can be used, with a warning', async () => {
  bring(right)
  const { faults, warnings } = await check({ now: new Date(Date.now() + 360 * day) })
  expect([faults, warnings]).toEqual([[], ['richie.local.dev.pem expires in 3 days']])
})

test('names besides the host are only mentioned', async () => {
  bring(await anyCertificate({ names: [host], issuer: ca }))
  const { faults, warnings } = await check()
  expect([faults, warnings]).toEqual([
    [],
    ['richie.local.dev.pem is not for localhost, 127.0.0.1, ::1: the site answers there, but with a warning'],
  ])
})

test('who must be trusted is told where the machine does not: by a real handshake', async () => {
  bring({ ...behind, certificate: behind.certificate + between.certificate })
  expect((await check()).warnings).toEqual([])
  expect((await check({ trusted: '' })).warnings).toEqual([
    'richie.local.dev.pem is not trusted by this machine (unable to get local issuer certificate); trust its authority "My development CA 1": docs/guides/own-certificates.md',
  ])
})
