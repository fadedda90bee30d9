import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anyCertificate } from '../tls/testing/any-certificate.ts'
import { fingerprintIn } from './fingerprint.ts'
import { nssStore } from './nss-database.ts'
import type { Anchor, Entry, Hindrance, Step } from './store.ts'
import { lookAround } from './surroundings.ts'

const ca = await anyCertificate({ subject: 'CN=campus', isAuthority: true })
const namesake = await anyCertificate({ subject: 'CN=campus', isAuthority: true })
const anchor: Anchor = {
  kind: 'own',
  name: 'campus CA',
  pem: ca.certificate,
  file: '/ca.pem',
  fingerprint: fingerprintIn(ca.certificate),
}

/**
 * Stands for certutil and vfychain: a database is a folder with cert9.db, and a file a nickname. It writes down how it
 * was called, and behaves as NSS 3.87 does.
 */
const fake = `#!/bin/sh
echo "$*" >> "$(dirname "$0")/calls"
folder=\${2#sql:}
case "$3 $4" in
  "-u 1") [ ! -e "$folder/refuses" ] || { echo "  ERROR -8172: It is not trusted."; exit 1; } ;;
  "-K "*) [ ! -e "$folder/password" ] || { echo "SEC_ERROR_BAD_PASSWORD" >&2; exit 255; } ;;
  "-L -n") cat "$folder/nicknames/$5" ;;
  "-L "*) [ ! -e "$folder/locked" ] || { echo "SEC_ERROR_BAD_DATABASE" >&2; exit 255; }
    for file in "$folder"/nicknames/*; do [ ! -e "$file" ] || echo "$(basename "$file")    C,,  "; done ;;
esac
`

let home = ''
let database = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'campus-trust-'))
  database = join(home, 'nssdb')
  writeFileSync(join(home, 'nss'), fake)
  chmodSync(join(home, 'nss'), 0o755)
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

function makeDatabase(nicknames: Readonly<Record<string, string>>, ...marks: readonly string[]): void {
  mkdirSync(join(database, 'nicknames'), { recursive: true })
  for (const name of ['cert9.db', ...marks]) writeFileSync(join(database, name), '')
  for (const [name, pem] of Object.entries(nicknames)) writeFileSync(join(database, 'nicknames', name), pem)
}

function store(tools?: Hindrance) {
  const words = [join(home, 'nss')]
  return nssStore({
    kind: 'firefox',
    around: lookAround({ platform: 'linux', isWsl: false }),
    title: 'Firefox',
    folder: database,
    tools: async () => tools ?? { adder: ['certutil'], certutil: words, vfychain: words },
  })
}

async function plan(known?: Entry) {
  const found = await store().planAddition(anchor, known)
  return found.kind === 'hindered' ? found.detail : typed(found.steps)
}

async function removal() {
  const found = await store().planRemoval(entry)
  return 'kind' in found ? found.detail : typed(found)
}

const entry: Entry = {
  store: 'firefox',
  where: '',
  title: '',
  name: 'campus CA',
  fingerprint: anchor.fingerprint,
  pem: anchor.pem,
  authority: { kind: 'own', name: anchor.name, file: anchor.file },
  at: '',
  state: 'added',
}

function typed(steps: readonly Step[]): readonly string[] {
  return steps.map(({ argv }) => argv.join(' ').replaceAll(home, '~').replace('~/nss ', 'certutil '))
}

const add = (name: string) => `certutil -A -d sql:~/nssdb -t C,, -n ${name} -i /ca.pem`

test('a database is made where there is none, in a folder that may be there', async () => {
  const make = 'certutil -N -d sql:~/nssdb --empty-password'
  expect(await plan()).toEqual(['mkdir -p -m 700 ~/nssdb', make, add('campus CA')])
  mkdirSync(database)
  expect(await plan()).toEqual([make, add('campus CA')])
})

test('a nickname that another certificate has is not taken', async () => {
  makeDatabase({ other: namesake.certificate })
  expect(await plan()).toEqual([add('campus CA')])
  makeDatabase({ 'campus CA': namesake.certificate })
  expect(await plan()).toEqual([add(`campus CA ${anchor.fingerprint.slice(0, 8)}`)])
})

test('where it is refused all the same, an authority of the same name is to blame, else a browser that runs', async () => {
  makeDatabase({})
  expect(await store().planAddition(anchor)).toMatchObject({
    doubt: 'Close the browser, then run the same command again',
  })
  makeDatabase({ other: namesake.certificate })
  expect(await store().planAddition(anchor)).toMatchObject({
    doubt: expect.stringContaining('-n other') as string,
  })
})

test("a certificate that is there without trust is somebody's choice, unless we had put it there", async () => {
  makeDatabase({ mine: ca.certificate })
  expect(await plan()).toContain('someone has set it to not trusted')
  expect(await plan(entry)).toEqual(['certutil -M -d sql:~/nssdb -t C,, -n mine'])
})

test('a database with a password is not tried: certutil would leave the certificate without trust', async () => {
  makeDatabase({}, 'password')
  expect(await plan()).toContain('primary password')
})

test('a database that can not be read is not taken for an empty one', async () => {
  makeDatabase({ 'campus CA': ca.certificate }, 'locked')
  expect(await plan()).toContain('SEC_ERROR_BAD_DATABASE')
  expect(await removal()).toContain('SEC_ERROR_BAD_DATABASE')
})

test('without the programs, the store says what to install', async () => {
  makeDatabase({})
  const missing = { kind: 'hindered', detail: 'missing', commands: 'apt' } as const
  const lacking = store(missing)
  expect(await lacking.planAddition(anchor)).toEqual(missing)
  expect(await lacking.planRemoval(entry)).toEqual(missing)
  expect(await lacking.verify({ pair: { certificate: '', key: '' }, host: '', file: '/leaf.pem' })).toBe(
    'missing',
  )
})

test('it is removed by its fingerprint, whatever its nickname is by now', async () => {
  makeDatabase({ renamed: ca.certificate, 'campus CA': namesake.certificate })
  expect(await removal()).toEqual(['certutil -D -d sql:~/nssdb -n renamed'])
})

test.each([
  ['the database', () => undefined],
  ['the certificate', () => makeDatabase({ 'campus CA': namesake.certificate })],
])('nothing is to be done where %s is gone', async (_title, prepare) => {
  prepare()
  expect(await removal()).toEqual([])
})

test('two certificates of one nickname are not told apart by certutil: left to the person', async () => {
  makeDatabase({ 'campus CA': namesake.certificate + ca.certificate })
  expect(await removal()).toContain('two certificates')
})

test('trusted is what NSS itself says of a server certificate', async () => {
  const probe = { pair: { certificate: '', key: '' }, host: '', file: '/leaf.pem' }
  expect(await store().verify(probe)).toBe('it has no database yet')
  makeDatabase({})
  expect(await store().verify(probe)).toBeUndefined()
  makeDatabase({ 'campus CA': ca.certificate }, 'refuses')
  expect(await store().verify(probe)).toBe('It is not trusted')
  expect(readFileSync(join(home, 'calls'), 'utf8')).toContain(`-d sql:${database} -u 1 -a /leaf.pem`)
})
