import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Authority, KeyPair } from './authority.ts'
import { ensureCertificate } from './issue-certificates.ts'
import { openOwnAuthority } from './own-authority.ts'
import { pairFiles } from './read-certificate.ts'
import { anyCertificate, encryptKey, readTexts, silentRow } from './testing/any-certificate.ts'
import { verifyLeaf } from './verify-leaf.ts'

const host = 'richie.local.dev'
const site = { host, names: [host, 'localhost', '127.0.0.1', '[::1]'] }
const all = [host, 'localhost', '127.0.0.1', '::1']
const day = 86_400_000

let folder: string
let authority: Authority
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'campus-issued-'))
  authority = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'ca') })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const certs = () => join(folder, 'certs')
const files = () => pairFiles(certs(), host)
const read = () => readTexts(files())

async function ensure(options: { now?: Date; authority?: Authority; site?: typeof site } = {}) {
  const row = silentRow()
  const ensured = await ensureCertificate({ site, folder: certs(), authority, row, ...options })
  return {
    ...ensured,
    notes: row.notes,
    short: ensured.reasons.map((text) => text.replace(`${certs()}/`, '')),
  }
}

function bring({ certificate, key }: Partial<KeyPair>): void {
  mkdirSync(certs(), { recursive: true })
  if (certificate !== undefined) writeFileSync(files().certificate, certificate)
  if (key !== undefined) writeFileSync(files().key, key)
}

test('the first certificate is accepted under every name, and its key is for nobody else', async () => {
  expect(await ensure()).toMatchObject({ outcome: 'issued', reasons: [], notes: [] })
  for (const name of all)
    expect(await verifyLeaf({ pair: read(), host: name, ca: authority.pem })).toBeUndefined()
  const modes = [files().key, files().certificate].map((path) => statSync(path).mode & 0o777)
  expect(modes).toEqual([0o600, 0o644])
})

test('a right one is kept, byte for byte', async () => {
  await ensure()
  const before = read()
  expect(await ensure()).toMatchObject({ outcome: 'right', reasons: [] })
  expect(read()).toEqual(before)
})

test.each([
  [
    'a name is added',
    { site: { host, names: [...site.names, 'richie.campus.localhost'] } },
    /^is not for richie\.campus/,
  ],
  ['a name is gone', { site: { host, names: [host] } }, /^is also for localhost, 127\.0\.0\.1, ::1$/],
  ['fewer than 30 days are left', { now: new Date(Date.now() + 800 * day) }, /^expires in 24 days$/],
  ['it has expired', { now: new Date(Date.now() + 900 * day) }, /^expired on /],
  [
    'the clock is a year behind',
    { now: new Date(Date.now() - 365 * day) },
    /^is valid only from .+clock says/,
  ],
])('it is issued anew where %s', async (_title, change, says) => {
  await ensure()
  const before = read()
  const { outcome, short } = await ensure(change)
  expect(outcome).toBe('issued')
  expect(short.map((text) => text.replace(/^\S+\.pem /, ''))).toEqual([expect.stringMatching(says) as string])
  expect(read().certificate).not.toBe(before.certificate)
})

test('it is issued anew where the authority is another one', async () => {
  await ensure()
  rmSync(join(folder, 'ca'), { recursive: true })
  const other = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'ca') })
  const { short } = await ensure({ authority: other })
  expect(short).toEqual([`richie.local.dev.pem was issued by "${authority.name}", not by "${other.name}"`])
  expect(await verifyLeaf({ pair: read(), host, ca: other.pem })).toBeUndefined()
})

test("one of mkcert's is replaced by ours", async () => {
  const subject = 'O=mkcert development CA, OU=me@here, CN=mkcert me@here'
  const mkcert = await anyCertificate({ subject, isAuthority: true })
  bring(await anyCertificate({ names: all, issuer: mkcert }))
  expect((await ensure()).short).toEqual([
    `richie.local.dev.pem was issued by "mkcert me@here", not by "${authority.name}"`,
  ])
})

test('cut short between key and certificate, the next run repairs the pair', async () => {
  await ensure()
  bring({ key: (await authority.issue(all)).key })
  expect(await ensure()).toMatchObject({ outcome: 'issued' })
  expect(await verifyLeaf({ pair: read(), host, ca: authority.pem })).toBeUndefined()
  expect((await ensure()).outcome).toBe('right')
})

test.each([
  ['alone', undefined],
  ['beside an empty certificate', ''],
])('a key %s may wait for a certificate: it is kept beside', async (_title, certificate) => {
  const { key } = await anyCertificate()
  bring({ key, ...(certificate === undefined ? {} : { certificate }) })
  const { notes } = await ensure()
  const kept = readdirSync(certs()).filter((name) => /\.key\.\d{8}T\d{6}Z$/.test(name))
  expect(kept.map((name) => readFileSync(join(certs(), name), 'utf8'))).toEqual([key])
  expect(notes).toEqual([expect.stringContaining(`it is kept as ${join(certs(), kept[0] ?? '')}`) as string])
})

test('a missing key is not a reason to keep the certificate', async () => {
  await ensure()
  rmSync(files().key)
  expect((await ensure()).short).toEqual(['richie.local.dev.key is missing'])
})

const companys = await anyCertificate({ subject: 'CN=A company', isAuthority: true })

test("a person's own certificate that fits is kept, byte for byte, and what is to be known of it is told", async () => {
  const own = await anyCertificate({ names: ['*.local.dev'], issuer: companys })
  bring(own)
  const { outcome, notes } = await ensure()
  expect(outcome).toBe('yours')
  expect(read()).toEqual({ certificate: own.certificate, key: own.key })
  expect(notes).toEqual([
    expect.stringContaining('is not for localhost, 127.0.0.1, ::1') as string,
    expect.stringContaining('trust its authority "A company"') as string,
  ])
})

const old = new Date('2020-01-01')

test.each([
  [
    'has expired',
    () => anyCertificate({ names: all, issuer: companys, from: old }),
    /\.pem expired on 2020-12-31/,
  ],
  [
    'is for other names',
    () => anyCertificate({ names: ['x.local.dev'], issuer: companys }),
    /\.pem is not for richie/,
  ],
  [
    'has an encrypted key',
    async () => {
      const own = await anyCertificate({ names: all, issuer: companys })
      return { ...own, key: encryptKey(own.key) }
    },
    /\.key is encrypted/,
  ],
  [
    'has the key of another',
    async () => ({ ...(await anyCertificate({ names: all, issuer: companys })), key: companys.key }),
    /\.key is the key of another certificate/,
  ],
  [
    'is no PEM',
    async () => ({ ...(await anyCertificate()), certificate: 'hello' }),
    /\.pem holds no certificate/,
  ],
])("a person's own certificate that %s is left alone, with both ways out", async (_title, make, says) => {
  const own = await make()
  bring(own)
  await expect(ensure()).rejects.toMatchObject({
    message: expect.stringMatching(says) as string,
    hint: expect.stringMatching(
      /^Fix it, .+:\n(.*\n)*\s*\(?.*openssl .+\n(.*\n)* {2}bin\/campus setup-ssl --no-cert\nOr let campus make one:\n {2}mv \S+\.pem \S+\.pem\.mine\n {2}mv \S+\.key \S+\.key\.mine$/,
    ) as string,
  })
  expect(read()).toEqual({ certificate: own.certificate, key: own.key })
})

test.each(['certificate', 'key'] as const)(
  'a directory in the place of the %s is left, with words',
  async (file) => {
    mkdirSync(files()[file], { recursive: true })
    await expect(ensure()).rejects.toMatchObject({
      message: expect.stringContaining('is a directory: Docker creates one') as string,
      hint: `sudo rmdir ${files()[file]}`,
    })
    expect(readdirSync(certs())).toHaveLength(1)
  },
)

test("a file that can not be read is left, with words: it may be anybody's", async () => {
  await ensure()
  rmSync(files().certificate)
  symlinkSync(files().certificate, files().certificate)
  await expect(ensure()).rejects.toMatchObject({
    message: expect.stringContaining("can't be read: ELOOP") as string,
    hint: expect.stringContaining('sudo chown') as string,
  })
})

test('what an authority issues and no browser would accept is not written', async () => {
  const outside = { host: 'richie.example.com', names: ['richie.example.com'] }
  await expect(ensure({ site: outside })).rejects.toThrow(/can't be used: permitted subtree violation/)
  expect(() => readdirSync(certs())).toThrow('ENOENT')
})
