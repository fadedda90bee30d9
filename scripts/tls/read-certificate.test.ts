import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commonName } from '../system/certificates.ts'
import { parseChain, parseKey, readFileText, type FileText } from './read-certificate.ts'
import { anyCertificate, encryptKey } from './testing/any-certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'campus-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const one = await anyCertificate({ subject: 'CN=one' })
const two = await anyCertificate({ subject: 'CN=two' })

const text = (value: string) => ({ kind: 'text', text: value }) as const

function at(name: string, value?: string): string {
  const path = join(folder, name)
  if (value !== undefined) writeFileSync(path, value)
  return path
}

test('a file is read', () => {
  expect(readFileText(at('there', 'hello'))).toEqual(text('hello'))
})

test.each([
  ['nothing there', () => at('nothing'), 'absent', 'is missing'],
  ['an empty file', () => at('empty', '\n'), 'empty', 'is empty'],
  ['a path through a file', () => join(at('file', 'x'), 'below'), 'unreadable', "can't be read: ENOTDIR"],
])('%s is told', (_title, path, kind, says) => {
  expect(readFileText(path())).toEqual({ kind, says })
})

test('a directory is told, and who makes such', () => {
  mkdirSync(at('directory'))
  expect(readFileText(at('directory'))).toMatchObject({
    kind: 'directory',
    says: expect.stringContaining('Docker creates one') as string,
  })
})

test('a link to itself is told', () => {
  symlinkSync(at('loop'), at('loop'))
  expect(readFileText(at('loop'))).toEqual({ kind: 'unreadable', says: "can't be read: ELOOP" })
})

const isRoot = process.geteuid?.() === 0
const nobody = 65_534

test('a file that is closed by its mode is told as such', () => {
  const path = at('closed', 'secret')
  chmodSync(path, 0)
  if (isRoot) chownSync(path, nobody, nobody)
  expect(readAsNobody(path)).toEqual({ kind: 'unreadable', says: "can't be read: its permissions forbid it" })
})

test("a file that is another person's is told as such", () => {
  // An ordinary user can make none, but this one is there on every Linux; on macOS it is master.passwd.
  const others = process.platform === 'darwin' ? '/etc/master.passwd' : '/etc/shadow'
  const path = isRoot ? at('roots', 'secret') : others
  if (isRoot) chmodSync(path, 0o600)
  expect(readAsNobody(path)).toEqual({ kind: 'unreadable', says: "can't be read: it belongs to root" })
})

/** Root is stopped by no mode. */
function readAsNobody(path: string): FileText {
  chmodSync(folder, 0o755)
  if (isRoot) process.seteuid?.(nobody)
  try {
    return readFileText(path)
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

test('all certificates of a file are read in their order, with other text around and any line ends', () => {
  const mixed = `\uFEFFBag Attributes\n${one.certificate}# then\n${two.certificate}`.replaceAll('\n', '\r\n')
  const chain = parseChain(text(mixed))
  expect(chain.kind === 'parsed' ? chain.value.map(({ subject }) => subject) : chain).toEqual([
    'CN=one',
    'CN=two',
  ])
})

test.each([
  ['a key alone', one.key, 'holds no certificate in PEM form (found: PRIVATE KEY)'],
  ['DER', '0\u0082\u0001', 'holds no certificate in PEM form (it is not PEM)'],
  [
    'PEM around nonsense',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'holds a broken certificate',
  ],
])('as a certificate, %s is broken', (_title, value, says) => {
  expect(parseChain(text(value))).toEqual({ kind: 'broken', says })
})

test.each([
  ['a certificate alone', one.certificate, 'holds no private key in PEM form (found: CERTIFICATE)'],
  ['nonsense', 'hello', 'holds no private key in PEM form (it is not PEM)'],
  [
    'PEM around nonsense',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    'holds a broken private key',
  ],
])('as a key, %s is broken', (_title, value, says) => {
  expect(parseKey(text(value))).toEqual({ kind: 'broken', says })
})

test.each([
  ['PKCS #8', encryptKey(one.key)],
  [
    'its older form',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
  ],
])('an encrypted key in %s is told as such', (_title, value) => {
  expect(parseKey(text(value)).kind).toBe('encrypted')
})

test.each([
  ['O=mkcert development CA\nOU=me@here\nCN=mkcert me@here', 'mkcert me@here'],
  ['O=A company\nC=CH', 'O=A company, C=CH'],
])('a distinguished name is shortened to what people know', (name, expected) => {
  expect(commonName(name)).toBe(expected)
})
