import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorDocumentSchema } from './command-line/error-schema.ts'
import { run } from './system/process.ts'

const campus = async (line: string) => {
  const { exitCode, stdout, stderr } = await run([
    process.execPath,
    join(import.meta.dirname, 'campus.ts'),
    ...line.split(' '),
  ])
  return { exitCode, stdout, stderr }
}

test.each([
  ['resolve --json nope', '"nope" is not a URL.'],
  ['check --json --bar', 'There is no option "--bar".'],
])('campus %s fails with a document for the script, and text for the person', async (line, message) => {
  const { exitCode, stdout, stderr } = await campus(line)
  expect(errorDocumentSchema.parse(JSON.parse(stdout))).toMatchObject({
    error: { id: 'command-line', message },
  })
  expect(stderr).toContain(message)
  expect(exitCode).toBe(2)
})

test('without --json nothing is on standard output', async () => {
  expect(await campus('resolve nope')).toMatchObject({ exitCode: 2, stdout: '' })
})
