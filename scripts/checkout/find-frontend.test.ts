import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findFrontend } from './find-checkout.ts'

const root = mkdtempSync(join(tmpdir(), 'campus-checkout-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

test.each([
  ['Richie', ['src'], ['src/frontend'], 'src/frontend'],
  ["Richie's sandbox", ['src', 'sandbox'], ['src/frontend'], 'src/frontend'],
  [
    'the site of a factory that has several',
    ['sites/b/src/backend'],
    ['sites/a/src/frontend', 'sites/b/src/frontend'],
    'sites/b/src/frontend',
  ],
  [
    'a site beside Richie itself',
    ['src', 'site/backend'],
    ['src/frontend', 'site/frontend'],
    'site/frontend',
  ],
  ['a site of one folder', ['backend'], ['frontend'], 'frontend'],
  ['nothing', ['src'], [], null],
])('%s', (_title, importFolders, there, expected) => {
  for (const folder of there) {
    mkdirSync(join(root, folder), { recursive: true })
    writeFileSync(join(root, folder, 'package.json'), '{}')
  }
  expect(findFrontend(root, importFolders)).toBe(expected)
})
