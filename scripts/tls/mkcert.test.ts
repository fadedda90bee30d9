import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mkcertName, openMkcert } from './mkcert.ts'
import { fakeMkcert, type FakeMkcert } from './testing/fake-mkcert.ts'
import { verifyLeaf } from './verify-leaf.ts'

const names = ['richie.local.dev', '127.0.0.1', '::1']
let fake: FakeMkcert
beforeEach(async () => {
  fake = await fakeMkcert(names)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(fake.home, { recursive: true, force: true })
})

const day = 86_400_000
const open = (days = 0) => openMkcert({ clock: () => new Date(Date.now() + days * day) })
const inFolder = (name: string) => join(fake.folder, name)

async function usable() {
  const mkcert = await open()
  if (mkcert.kind !== 'usable') throw new Error(JSON.stringify(mkcert))
  return mkcert
}

test('without the program there is none', async () => {
  vi.stubEnv('PATH', fake.home)
  expect(await open()).toEqual({ kind: 'absent' })
})

test('its authority is made on first use, and added to no store', async () => {
  const { authority } = await usable()
  expect(authority).toMatchObject({
    kind: 'mkcert',
    pem: fake.authority.certificate,
    file: inFolder('rootCA.pem'),
  })
  expect(readFileSync(fake.log, 'utf8')).toBe('none -ecdsa\n')
})

test('its authority is judged by a clock that is read once it is made', async () => {
  const wasThere: boolean[] = []
  const clock = () => {
    wasThere.push(existsSync(inFolder('rootCA.pem')))
    return new Date()
  }
  expect((await openMkcert({ clock })).kind).toBe('usable')
  expect(wasThere).toEqual([true])
})

test('an authority that is there is taken as it is', async () => {
  await usable()
  rmSync(fake.log)
  await usable()
  expect(existsSync(fake.log)).toBe(false)
})

test('it is named by its serial number in decimal, as mkcert names it in stores', async () => {
  const { certificate } = fake.authority
  const serial = new X509Certificate(certificate).serialNumber
  expect((await usable()).authority.name).toBe(`mkcert development CA ${BigInt(`0x${serial}`)}`)
  expect(mkcertName({ serialNumber: 'E42F8A710E313186C1B06EC8C8BA9130' } as X509Certificate)).toBe(
    'mkcert development CA 303310828921011885347435687197800042800',
  )
})

test('it issues without touching stores, and leaves nothing behind', async () => {
  const { authority } = await usable()
  const temporary = join(fake.home, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const pair = await authority.issue(names)
  expect(await verifyLeaf({ pair, host: '::1', ca: authority.pem })).toBeUndefined()
  expect(readFileSync(fake.log, 'utf8')).toMatch(
    /\nnone -ecdsa -cert-file \S+ -key-file \S+ richie\.local\.dev 127\.0\.0\.1 ::1\n$/,
  )
  expect(readdirSync(temporary)).toEqual([])
})

test('what it says when it fails is passed on', async () => {
  const { authority } = await usable()
  writeFileSync(join(fake.home, 'fails'), '')
  await expect(authority.issue(names)).rejects.toThrow(
    'mkcert could not issue a certificate for richie.local.dev:\n  ERROR: failed to save CA key',
  )
})

test('an authority that it could not make is a reason to go without', async () => {
  writeFileSync(join(fake.home, 'fails'), '')
  expect(await open()).toEqual({
    kind: 'unusable',
    says: 'mkcert could not make its authority:\n  ERROR: failed to save CA key',
  })
})

test.each([
  [
    'a missing key',
    () => rmSync(inFolder('rootCA-key.pem')),
    /rootCA-key\.pem is missing\. An authority without/,
  ],
  [
    'a missing certificate',
    () => rmSync(inFolder('rootCA.pem')),
    /would overwrite it\.\n {2}Put it back, or: mv /,
  ],
  [
    'a key that can not be read',
    () => {
      rmSync(inFolder('rootCA-key.pem'))
      symlinkSync('rootCA-key.pem', inFolder('rootCA-key.pem'))
    },
    /rootCA-key\.pem can't be read: ELOOP\.\n {2}sudo chown -R \$\(id -u\):\$\(id -g\) \S+\/mkcert$/,
  ],
  [
    'a broken certificate',
    () => writeFileSync(inFolder('rootCA.pem'), 'hello'),
    /rootCA\.pem holds no certificate/,
  ],
  [
    'the key of another',
    () => writeFileSync(inFolder('rootCA-key.pem'), fake.leaf.key),
    /rootCA-key\.pem is the key of another certificate\.\n {2}Start over: mkcert -uninstall; mv /,
  ],
])('%s makes it unusable, with the way out, and nothing is changed', async (_title, spoil, says) => {
  await usable()
  rmSync(fake.log)
  spoil()
  const before = readdirSync(fake.folder)
  expect(await open()).toEqual({ kind: 'unusable', says: expect.stringMatching(says) as string })
  expect(readdirSync(fake.folder)).toEqual(before)
  expect(existsSync(fake.log)).toBe(false)
})

test.each([
  ['ahead', 366, /rootCA\.pem expired on .+; this machine's clock says .+\n {2}If the clock is right/],
  ['behind', -366, /rootCA\.pem is valid only from .+ on; .+\n {2}Is the clock right\? .*timedatectl/],
])('with the clock a year %s, what the clock says is told', async (_title, days, says) => {
  await usable()
  expect(await open(days)).toEqual({ kind: 'unusable', says: expect.stringMatching(says) as string })
})

test('an authority that expires soon is used as long as it lasts', async () => {
  await usable()
  expect((await open(350)).kind).toBe('usable')
})
