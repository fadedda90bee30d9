import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explainFileError, readJson, readTextIfThere, writeAtomic } from './files.ts'
import { takeLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'campus-files-'))
const file = join(folder, 'good')
afterAll(() => rmSync(folder, { recursive: true }))

test('what can only be written in part replaces nothing and leaves nothing', () => {
  writeFileSync(file, 'old')
  // A limit of 4096 bytes a file: like a disk with as much left, it cuts the first write and refuses the next.
  const program = `import { writeAtomic } from ${JSON.stringify(join(import.meta.dirname, 'files.ts'))}
    try { writeAtomic(${JSON.stringify(file)}, 'x'.repeat(20003)) } catch ({ code, path }) { console.log(code, path) }`
  const { stdout } = spawnSync('sh', [
    '-c',
    'ulimit -f 8; exec "$0" --input-type=module -e "$1"',
    process.execPath,
    program,
  ])
  expect(String(stdout)).toBe(`EFBIG ${file}\n`)
  expect(readFileSync(file, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['good'])
})

test('what a killed process has left goes with the next write, what a living one is writing stays', () => {
  const gone = spawnSync('true').pid
  writeFileSync(`${file}.new-${gone}`, 'cut')
  writeFileSync(`${file}.new-1`, 'under way')
  writeAtomic(file, 'new')
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(readdirSync(folder).toSorted()).toEqual(['good', 'good.new-1'])
})

test.each(['ENOSPC', 'EDQUOT'])('%s is a full disk', (code) => {
  expect(explainFileError(Object.assign(new Error(code), { code, path: '/x' }))?.id).toBe('disk-full')
})

test.each([
  ['null', {}, {}],
  ['[1]', {}, {}],
  ['{"a":1}', [], []],
  ['7', undefined, undefined],
  ['{"a":1}', {}, { a: 1 }],
])('a file with %s, where %j is expected, is read as %j', (text, fallback, read) => {
  writeFileSync(file, text)
  expect(readJson<object | undefined>(file, fallback)).toEqual(read)
})

test('a folder where a file belongs, and a file where a folder does, are named', () => {
  const explained = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return explainFileError(error)?.message
    }
    return 'nothing is wrong'
  }
  const place = join(folder, 'place')
  mkdirSync(place)
  expect(explained(() => readTextIfThere(place))).toBe(`${place} is a folder, where a file belongs.`)
  expect(explained(() => writeAtomic(place, 'text'))).toBe(`${place} is a folder, where a file belongs.`)
  expect(explained(() => takeLock(place, 'up'))).toBe(`${place} is a folder, where a file belongs.`)
  writeFileSync(file, '')
  expect(explained(() => writeAtomic(join(file, 'below'), 'text'))).toContain(
    'a file is where a folder belongs',
  )
})
