import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explainFileError, writeAtomic } from './files.ts'

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
