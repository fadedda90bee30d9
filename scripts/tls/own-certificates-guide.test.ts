import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkOwnCertificates, fixingCommands } from './own-certificates.ts'
import { pairFiles } from './read-certificate.ts'
import { anyCertificate, encryptKey, readTexts } from './testing/any-certificate.ts'
import { verifyLeaf } from './verify-leaf.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/own-certificates.md'), 'utf8')
const hosts = ['richie.local.dev', 'edx.local.dev']
const sites = hosts.map((host) => ({
  host,
  names: [host, host.replace('.local.dev', '.campus.localhost'), 'localhost', '127.0.0.1', '[::1]'],
}))

// One folder is the checkout, with certs/ in it, and the home of the person.
const folder = mkdtempSync(join(tmpdir(), 'campus-guide-'))
const certs = join(folder, 'certs')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function sh(commands: string): string {
  if (spawnSync('openssl', ['version']).error !== undefined)
    throw new Error('This test runs openssl, which is not installed: sudo apt-get install openssl')
  const env = { ...process.env, HOME: folder }
  const ended = spawnSync('sh', ['-eu', '-c', commands], { cwd: folder, env, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(`${commands}\n${ended.stderr}`)
  return ended.stderr
}

beforeAll(() => {
  mkdirSync(certs)
  sh([...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands]) => commands).join('\n'))
})

const ca = () => readFileSync(join(folder, 'my-ca/ca.pem'), 'utf8')
const check = () => checkOwnCertificates({ sites, folder: certs, trusted: ca() })

test("what the guide's commands make has neither faults nor warnings", async () => {
  expect((await check()).map(({ faults, warnings }) => [faults, warnings])).toEqual([
    [[], []],
    [[], []],
  ])
})

test.each(sites)('it is accepted under every name of $host', async ({ host, names }) => {
  const pair = readTexts(pairFiles(certs, host))
  for (const name of names.map((one) => one.replaceAll(/[[\]]/g, '')))
    expect(await verifyLeaf({ pair, host: name, ca: ca() }), name).toBeUndefined()
})

test('the authority of the guide may sign for nothing else', async () => {
  const files = pairFiles(certs, 'example.com')
  const [report] = await checkOwnCertificates({
    sites: [{ host: 'example.com', names: ['example.com'] }],
    folder: certs,
    trusted: ca(),
  })
  if (report === undefined) throw new Error('One site, one report')
  sh(fixingCommands(report).join('\n'))
  expect(await verifyLeaf({ pair: readTexts(files), host: 'example.com', ca: ca() })).toBe(
    'permitted subtree violation',
  )
})

const host = 'richie.local.dev'
const files = pairFiles(certs, host)
const other = await anyCertificate({ names: ['other.local.dev'] })
const expired = await anyCertificate({ names: [host], from: new Date('2020-01-01') })
const weak = await anyCertificate({ names: [host], rsaBits: 1024 })

test.each([
  ['no certificate', () => rmSync(files.certificate)],
  ['no key', () => rmSync(files.key)],
  ['neither', () => [files.certificate, files.key].map((file) => rmSync(file))],
  ['the key of another', () => writeFileSync(files.key, other.key)],
  ['nonsense as a key', () => writeFileSync(files.key, 'hello')],
  ['an expired certificate', () => bring(expired)],
  ['names of another site', () => bring(other)],
  ['a weak key', () => bring(weak)],
])('with %s, the commands of the report make a right pair', async (_title, spoil) => {
  spoil()
  const [report] = await check()
  expect(report?.faults).not.toEqual([])
  sh(report === undefined ? '' : fixingCommands(report).join('\n'))
  expect((await check())[0]).toMatchObject({ faults: [], warnings: [] })
})

test('the command for an encrypted key asks for its passphrase and writes the key without', async () => {
  const pair = readTexts(files)
  writeFileSync(files.key, encryptKey(pair.key))
  const [report] = await check()
  const [command = ''] = report === undefined ? [] : fixingCommands(report)
  // There is no terminal to ask on here.
  sh(command.replace('openssl pkey ', 'openssl pkey -passin pass:secret '))
  expect(readTexts(files).key).toBe(pair.key)
})

function bring({ certificate, key }: { readonly certificate: string; readonly key: string }): void {
  writeFileSync(files.certificate, certificate)
  writeFileSync(files.key, key)
}
