import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRequirements, writeRequirements } from './requirements.ts'

let checkout = ''

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'campus-requirements-'))
})
afterEach(() => rmSync(checkout, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
}

test('Richie is installed by its metadata, with what its sandbox needs, and the text of a README is no part of it', () => {
  write({
    'pyproject.toml': '[project]\n',
    'PKG-INFO': 'Name: richie\nVersion: 3.5.1\n',
    'README.md': 'long',
    'src/richie/__init__.py': '',
  })
  expect(readRequirements(checkout, true, undefined)).toEqual({
    lines: ['richie 3.5.1'],
    files: { 'pyproject.toml': '[project]\n', 'README.md': '' },
  })
})

test('a checkout of git has the version that its changelog says was released last', () => {
  write({
    'setup.cfg': '[metadata]\n',
    'CHANGELOG.md': '## [Unreleased]\n\n## [2.34.0] - 2025-02-14\n\n## [2.33.0]\n',
  })
  expect(readRequirements(checkout, true, undefined).lines).toEqual(['richie 2.34.0'])
})

test('a site is installed by the requirement file that is nearest, with those beside it', () => {
  write({
    'requirements.txt': 'far\n',
    'sites/mine/requirements/base.txt': 'richie\n',
    'sites/mine/requirements/dev.txt': '-r base.txt\n',
    'sites/mine/src/backend/pyproject.toml': '[tool.black]\n',
    'sites/mine/node_modules/x/package.json': '{}',
  })
  expect(readRequirements(checkout, false, 'sites/mine/src/backend')).toEqual({
    lines: ['file sites/mine/requirements/base.txt'],
    files: {
      'sites/mine/requirements/base.txt': 'richie\n',
      'sites/mine/requirements/dev.txt': '-r base.txt\n',
    },
  })
})

test('a site without one is installed by the metadata of its package', () => {
  write({ 'app/pyproject.toml': '[project]\nname = "mine"\n' })
  expect(readRequirements(checkout, false, 'app').lines).toEqual(['package app'])
})

test('what is written for the image is that, and nothing from before', () => {
  const folder = join(checkout, 'copies')
  writeRequirements(folder, { lines: ['file a.txt'], files: { 'a.txt': 'one\n', 'x/b.txt': 'two\n' } })
  writeRequirements(folder, { lines: ['file c.txt'], files: { 'c.txt': 'three\n' } })
  expect(readFileSync(join(folder, 'campus-requirements'), 'utf8')).toBe('file c.txt\n')
  expect([existsSync(join(folder, 'a.txt')), existsSync(join(folder, 'c.txt'))]).toEqual([false, true])
})
