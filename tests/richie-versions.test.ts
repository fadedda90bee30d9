import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newestRichie, oldestRichie, testedRichies } from '../scripts/environment/richie-source-schema.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')
const table = read('docs/reference/richie-versions.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))

test('the table says which Richies every test run starts, and no others', () => {
  const said = table.flatMap((row) => /^\|[^|]+\| ([\d.]+), at each/.exec(row)?.[1] ?? [])
  expect(said).toEqual(testedRichies)
})

test('the table begins with the oldest that runs, and its default is the newest', () => {
  expect(table[2]).toContain(`before ${oldestRichie}`)
  expect(table.filter((row) => row.includes('the default'))).toEqual([
    expect.stringContaining(`| ${newestRichie}, at each`),
  ])
})

test.each(['README.md', 'environment.yaml'])('%s has the newest as its example', (file) => {
  expect(read(file)).toContain(`version: ${newestRichie}`)
})
