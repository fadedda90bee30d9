import { X509Certificate } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOwnAuthority } from './own-authority.ts'
import { verifyLeaf } from './verify-leaf.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'campus-own-')), 'ca/local.dev')
})
afterEach(() => rmSync(join(folder, '../..'), { recursive: true, force: true }))

const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)
const file = (name: string) => join(folder, name)

async function open(options: { domain?: string; now?: Date } = {}) {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  const authority = await openOwnAuthority({ domain: 'local.dev', folder, say, ...options })
  return { authority, said }
}

test('it is made on first use, in silence, and found again', async () => {
  const first = await open()
  const second = await open()
  expect([first.said, second.said]).toEqual([[], []])
  expect(second.authority.fingerprint).toBe(first.authority.fingerprint)
  expect(readFileSync(file('ca.pem'), 'utf8')).toBe(first.authority.pem)
})

test('its key is for nobody else', async () => {
  await open()
  expect([statSync(folder).mode & 0o777, statSync(file('ca.key')).mode & 0o777]).toEqual([0o700, 0o600])
})

test('it has a name of its own each time, and is named as trust stores are to call it', async () => {
  const { authority } = await open()
  unlinkSync(file('ca.pem'))
  const again = await open()
  expect(authority.name).toMatch(/^campus development CA local\.dev [0-9a-f]{8}$/)
  expect(again.authority.name).not.toBe(authority.name)
})

test('a long domain is cut: a common name has 64 characters at most', async () => {
  const { authority } = await open({ domain: `${'a'.repeat(60)}.example.com` })
  expect(authority.name.length).toBeLessThanOrEqual(64)
})

test('it is an authority for 825 days, valid a little earlier already', async () => {
  const { authority } = await open()
  const { ca, validFromDate, validToDate } = new X509Certificate(authority.pem)
  expect(ca).toBe(true)
  expect(validFromDate.getTime()).toBeLessThan(Date.now() - 60_000)
  expect(validToDate.getTime() - validFromDate.getTime()).toBe(825 * dayMs - 1000)
})

const names = ['richie.local.dev', 'richie.campus.localhost', 'localhost', '127.0.0.1', '::1']

test.each(names)('what it issues is accepted as %s', async (host) => {
  const { authority } = await open()
  expect(await verifyLeaf({ pair: await authority.issue(names), host, ca: authority.pem })).toBeUndefined()
})

test.each(['example.com', 'xlocal.dev', 'local.dev.example.com', '10.0.0.1', '128.0.0.1', '::2'])(
  'it may not sign for %s',
  async (host) => {
    const { authority } = await open()
    const pair = await authority.issue([host])
    expect(await verifyLeaf({ pair, host, ca: authority.pem })).toBe('permitted subtree violation')
  },
)

test('its name constraints are critical: what does not know them must refuse it', async () => {
  const { raw } = new X509Certificate((await open()).authority.pem)
  const oidThenTrue = Buffer.from('0603551d1e0101ff', 'hex')
  expect(raw.includes(oidThenTrue)).toBe(true)
})

test('what it issues is for servers, and ends with the authority', async () => {
  const { authority } = await open({ now: inDays(-700) })
  const issued = new X509Certificate((await authority.issue(names)).certificate)
  expect(issued.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(issued.ca).toBe(false)
  expect(issued.validToDate).toEqual(new X509Certificate(authority.pem).validToDate)
})

test.each([
  ['it is for another domain', () => open({ domain: 'else.where' }), /may not sign for local.dev/],
  ['fewer than 30 days are left', () => open({ now: inDays(-800) }), /ca\.pem expires in 24 days/],
  ['it has expired', () => open({ now: inDays(-900) }), /ca\.pem expired on .+; this machine's clock says /],
  [
    'its key is gone',
    async () => {
      await open()
      unlinkSync(file('ca.key'))
    },
    /ca\.key is missing/,
  ],
  [
    'its key is of another',
    async () => {
      await open()
      const key = readFileSync(file('ca.key'))
      unlinkSync(file('ca.pem'))
      await open()
      writeFileSync(file('ca.key'), key)
    },
    /ca\.key is the key of another certificate/,
  ],
  [
    'its certificate is broken',
    async () => {
      await open()
      writeFileSync(file('ca.pem'), 'hello')
    },
    /ca\.pem holds no certificate/,
  ],
])('where %s, it is made anew, and says why', async (_title, spoil, why) => {
  await spoil()
  const { authority, said } = await open()
  expect(said).toEqual([expect.stringMatching(why) as string])
  expect((await open()).authority.fingerprint).toBe(authority.fingerprint)
})

test('where its key was written and its certificate was not, both are made anew', async () => {
  await open()
  unlinkSync(file('ca.pem'))
  const { authority } = await open()
  expect(await verifyLeaf({ pair: await authority.issue(names), host: 'localhost', ca: authority.pem })).toBe(
    undefined,
  )
})

test.each([
  ['a directory in its place', () => mkdirSync(file('ca.key')), /ca\.key is a directory/, /^rmdir /],
  [
    'a file that can not be read',
    () => symlinkSync('ca.key', file('ca.key')),
    /can't be read: ELOOP/,
    /chown/,
  ],
])('%s is left alone, with the way out', async (_title, spoil, message, hint) => {
  await open()
  unlinkSync(file('ca.key'))
  spoil()
  await expect(open()).rejects.toMatchObject({
    message: expect.stringMatching(message) as string,
    hint: expect.stringMatching(hint) as string,
  })
})

test('with the clock a year behind, the clock is asked about and nothing is made anew', async () => {
  const { authority } = await open()
  await expect(open({ now: inDays(-365) })).rejects.toMatchObject({
    message: expect.stringMatching(/^Is the clock right\? .*ca\.pem is valid only from/) as string,
    hint: expect.stringContaining('timedatectl') as string,
  })
  expect((await open()).authority.fingerprint).toBe(authority.fingerprint)
})
