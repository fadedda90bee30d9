import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashInputs, type BuildInputs } from './hash-inputs.ts'

let dir = ''
let extra = ''

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'hash-inputs-'))
  dir = join(root, 'context')
  extra = join(root, 'lock')
  mkdirSync(join(dir, 'sub'), { recursive: true })
  writeFileSync(join(dir, 'Dockerfile'), 'FROM x')
  writeFileSync(join(dir, 'sub/file'), 'text')
  writeFileSync(extra, 'lock')
})

afterEach(() => rmSync(join(dir, '..'), { recursive: true }))

function hash(more: Partial<BuildInputs> = {}): string {
  return hashInputs({
    contextDir: dir,
    args: { A: '1', B: '2' },
    extraInputs: [extra],
    values: ['base'],
    ...more,
  })
}

test.each<[string, () => string]>([
  ['nothing', hash],
  ['the order of the arguments', () => hash({ args: { B: '2', A: '1' } })],
  ['a slash after the folder', () => hash({ contextDir: `${dir}/` })],
  ['proxy variables', () => hash({ args: { A: '1', B: '2', HTTPS_PROXY: 'http://p', no_proxy: 'x' } })],
])('%s changes nothing', (_what, change) => {
  const before = hash()
  expect(change()).toBe(before)
})

test.each<[string, () => unknown]>([
  ['a file', () => writeFileSync(join(dir, 'sub/file'), 'other')],
  ['a new file', () => writeFileSync(join(dir, 'sub/new'), '')],
  ['a file that became a program', () => chmodSync(join(dir, 'sub/file'), 0o755)],
  ['a link', () => symlinkSync('file', join(dir, 'sub/link'))],
  ['a dead link', () => symlinkSync('nowhere', join(dir, 'sub/link'))],
  ['a file that counts as well', () => writeFileSync(extra, 'other')],
])('%s changes the hash', (_what, change) => {
  const before = hash()
  change()
  expect(hash()).not.toBe(before)
})

test('arguments and values change the hash, and can not be taken for each other', () => {
  const all = [
    hash(),
    hash({ args: { A: '1' } }),
    hash({ args: { A: '12', B: '' } }),
    hash({ values: ['other'] }),
    hash({ values: ['ba', 'se'] }),
  ]
  expect(new Set(all).size).toBe(all.length)
})
