import { expect, test } from 'vitest'
import { anyCertificate } from '../tls/testing/any-certificate.ts'
import { anchorStore, distributions } from './anchor-folders.ts'
import { fingerprintIn } from './fingerprint.ts'
import type { Anchor, Entry } from './store.ts'
import { describedMachine } from './testing/described-machine.ts'

const ca = await anyCertificate({ subject: 'CN=mkcert ada@lovelace', isAuthority: true })
const another = await anyCertificate({ subject: 'CN=another', isAuthority: true })
const pair = await anyCertificate({ names: ['richie.local.dev'], issuer: ca })
const probe = { pair, host: 'richie.local.dev', file: '/tmp/leaf.pem' }
const anchor: Anchor = {
  kind: 'mkcert',
  name: 'mkcert development CA 42',
  pem: ca.certificate,
  file: '/home/ada/.local/share/mkcert/rootCA.pem',
  fingerprint: fingerprintIn(ca.certificate),
}

type Files = Readonly<Record<string, string | null>>

function storeIn(folder: string, files: Files) {
  const distribution = distributions.find((one) => one.folder === folder)
  if (distribution === undefined) throw new Error(`Not known: ${folder}`)
  return anchorStore(describedMachine({ files }), distribution)
}

function entryAt(name: string): Entry {
  const { pem, fingerprint, kind, file } = anchor
  const authority = { kind, name: anchor.name, file }
  return { store: 'anchors', where: '', title: '', name, fingerprint, pem, authority, at: '', state: 'added' }
}

async function added(folder: string, files: Files = {}, known?: Entry): Promise<readonly string[]> {
  const plan = await storeIn(folder, files).planAddition(anchor, known)
  if (plan.kind !== 'steps') throw new Error(plan.detail)
  expect(plan.steps.every(({ needsRoot }) => needsRoot)).toBe(true)
  expect(plan.steps[0]?.argv.at(-1)).toBe(plan.name)
  return plan.steps.map(({ argv }) => argv.join(' '))
}

async function removed(folder: string, files: Files, name: string): Promise<readonly string[]> {
  const plan = await storeIn(folder, files).planRemoval(entryAt(name))
  if ('kind' in plan) throw new Error(plan.detail)
  return plan.map(({ argv }) => argv.join(' '))
}

const debian = '/usr/local/share/ca-certificates'
const ours = `${debian}/mkcert_development_CA_42.crt`
const install = `install -m 0644 ${anchor.file}`

test.each([
  ['/etc/pki/ca-trust/source/anchors', 'pem', 'update-ca-trust extract'],
  [debian, 'crt', 'update-ca-certificates'],
  ['/etc/ca-certificates/trust-source/anchors', 'crt', 'trust extract-compat'],
  ['/usr/share/pki/trust/anchors', 'pem', 'update-ca-certificates'],
])('in %s, as mkcert names it', async (folder, extension, update) => {
  const file = `${folder}/mkcert_development_CA_42.${extension}`
  expect(await added(folder)).toEqual([`${install} ${file}`, update])
  expect(await removed(folder, { [file]: ca.certificate }, file)).toEqual([`rm -f ${file}`, update])
})

test('a file of another certificate is not overwritten, nor one that is broken', async () => {
  const beside = `${debian}/mkcert_development_CA_42_${anchor.fingerprint.slice(0, 8)}.crt`
  for (const text of [another.certificate, 'broken'])
    expect(await added(debian, { [ours]: text })).toEqual([`${install} ${beside}`, 'update-ca-certificates'])
  expect(await added(debian, { [ours]: ca.certificate })).toContain(`${install} ${ours}`)
})

test('another try takes the name of the first one', async () => {
  expect(await added(debian, {}, entryAt(`${debian}/earlier.crt`))).toContain(
    `${install} ${debian}/earlier.crt`,
  )
})

test("on Debian, update-ca-certificates is told what was removed: it would leave links, and Java's trust", async () => {
  const [remove, update] = await removed(
    debian,
    { [ours]: ca.certificate, '/etc/debian_version': '12' },
    ours,
  )
  expect(remove).toBe(`rm -f ${ours}`)
  expect(update).toContain('echo "!mkcert_development_CA_42.crt"')
  expect(update).toContain('update-ca-certificates --certsconf "$list"')
})

const bundle = '/etc/ssl/certs/ca-certificates.crt'
const both = another.certificate + ca.certificate.replaceAll('\n', '\r\n')

test.each<[string, Files, number]>([
  ['it is gone', { [bundle]: another.certificate }, 0],
  ['another certificate has taken its place', { [ours]: another.certificate }, 0],
  ['its file was removed, and the bundle not made anew', { [bundle]: both }, 1],
  ["a copy of the person's own keeps it", { [bundle]: both, [`${debian}/mine.crt`]: ca.certificate }, 0],
])('to be removed, where %s', async (_title, files, steps) => {
  expect(await removed(debian, files, ours)).toHaveLength(steps)
})

test('trusted is what verifies against the bundle, not what lies in the folder', async () => {
  expect(await storeIn(debian, { [bundle]: both }).verify(probe)).toBeUndefined()
  expect(await storeIn(debian, { [ours]: ca.certificate, [bundle]: another.certificate }).verify(probe)).toBe(
    'unable to verify the first certificate',
  )
  expect(await storeIn(debian, {}).verify(probe)).toBe('unable to verify the first certificate')
})
