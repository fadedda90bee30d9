import { expect, test } from 'vitest'
import { fail, ok, skip, warn } from './check.ts'
import { checkDocumentSchema, doctorDocumentSchema, type CheckDocument } from './document-schema.ts'
import { findingsDocument } from './document.ts'
import { runChecks, type BoundCheck } from './run-checks.ts'

const check = (id: string, look: BoundCheck['look'], ...needs: readonly string[]): BoundCheck => ({
  id,
  subject: 'edx',
  title: `${id} is right`,
  needs,
  look,
})
const fixed = [{ says: 'Start it.', command: 'make run' }, { says: 'Or wait.' }]
const findings = await runChecks([
  check('name', () => ok('127.0.0.1', ['seen'])),
  check('port', () => fail('nothing listens', fixed)),
  check('login', () => ok(''), 'port'),
  check('dates', () => warn('ends soon', [])),
  check('trust', () => skip('over http there is none')),
])

test('what fails makes the document not ok; the rest is counted', () => {
  expect(findingsDocument(findings, 12.6)).toMatchObject({
    ok: false,
    counts: { ok: 1, warn: 1, fail: 1, skipped: 2 },
    ms: 13,
  })
})

test('warnings and skipped checks leave it ok', () => {
  expect(findingsDocument(findings.slice(3), 1).ok).toBe(true)
})

test('findings of any status are as published', () => {
  const document: CheckDocument = { name: 'campus', mode: 'http', ...findingsDocument(findings, 1) }
  expect(checkDocumentSchema.parse(document)).toEqual(document)
  const nameless = { ...document, name: null, mode: null }
  expect(doctorDocumentSchema.parse(nameless)).toEqual(nameless)
})

test.each([
  ['another key', { secret: 'x' }],
  ['an unknown mode', { mode: 'ftp' }],
  ['no findings', { findings: undefined }],
])('%s is not as published', (_, change) => {
  const document = { name: 'campus', mode: 'http', ...findingsDocument(findings, 1), ...change }
  expect(checkDocumentSchema.safeParse(document).success).toBe(false)
})
