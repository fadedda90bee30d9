import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprintOf } from '../tls/read-certificate.ts'
import { anyCertificate } from '../tls/testing/any-certificate.ts'
import { otherMkcertNotes } from './other-mkcert.ts'

const made = (by: string) =>
  anyCertificate({ subject: `O=mkcert development CA, OU=${by}, CN=mkcert ${by}`, isAuthority: true })
const used = await made('me@here')
const roots = await made('root@here (root)')
const friends = await made('friend@here')

let folder: string
let store: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-others-'))
  store = join(folder, 'store')
  mkdirSync(store)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function notes() {
  return otherMkcertNotes(
    { file: '/home/me/mkcert/rootCA.pem', fingerprint: fingerprintOf(new X509Certificate(used.certificate)) },
    {
      folders: [{ folder: join(folder, 'root'), owner: 'root' }],
      anchors: [{ folder: store, update: 'update-them' }],
    },
  )
}

function anchor(serial: number, certificate: string): string {
  const file = join(store, `mkcert_development_CA_${serial}.crt`)
  writeFileSync(file, certificate)
  return file
}

test('the one that is used is no other, wherever it is found', () => {
  anchor(1, used.certificate)
  expect(notes()).toEqual([])
})

test('missing folders, broken files and certificates of others are passed over', () => {
  rmSync(store, { recursive: true })
  expect(notes()).toEqual([])
  mkdirSync(store)
  anchor(2, 'hello')
  writeFileSync(join(store, 'company.crt'), friends.certificate)
  expect(notes()).toEqual([])
})

test("root's, which `sudo mkcert` made, is told once, with both and the command that removes it", () => {
  mkdirSync(join(folder, 'root'))
  writeFileSync(join(folder, 'root/rootCA.pem'), roots.certificate)
  anchor(3, roots.certificate)
  expect(notes()).toEqual([
    `There are two mkcert authorities: /home/me/mkcert is used; ${folder}/root/rootCA.pem is another one, made by root@here (root).\n  Remove the other one: sudo -H -u root mkcert -uninstall && sudo mv ${folder}/root ${folder}/root.old`,
  ])
})

test('one of which only the system store knows is removed from there', () => {
  const file = anchor(4, friends.certificate)
  expect(notes()).toEqual([
    `There are two mkcert authorities: /home/me/mkcert is used; ${file} is another one, made by friend@here.\n  Remove the other one: sudo rm ${file} && sudo update-them`,
  ])
})
