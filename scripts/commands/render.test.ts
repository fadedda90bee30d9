import { expect, test } from 'vitest'
import { stagedText } from './render.ts'

const [written, removed] = [{ kind: 'new' }, { kind: 'orphan' }] as const

test.each([
  [[], 'generated/ is up to date: 7 files.'],
  [[written, written], 'generated/: 2 of 7 files written.'],
  [[written, removed, removed], 'generated/: 1 of 7 files written, 2 removed.'],
  [[removed], 'generated/: 0 of 7 files written, 1 removed.'],
])('%j', (changes, text) => {
  expect(stagedText(changes, 7)).toBe(text)
})
