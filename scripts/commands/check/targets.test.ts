import { expect, test } from 'vitest'
import type { Lms } from '../../plan/lms.ts'
import { readTargets } from './targets.ts'

const plan = { lmses: [{ key: 'edx' }, { key: 'paris' }] as unknown as readonly Lms[] }
const link = 'https://edx.local.dev:8073/courses/course-v1:a+b+c/info'

test.each<[string, readonly string[], { keys: readonly string[]; links: readonly string[] }]>([
  ['nothing: every LMS', [], { keys: ['edx', 'paris'], links: [] }],
  ['a key: this LMS alone', ['paris'], { keys: ['paris'], links: [] }],
  ['a link: every LMS, and the link', [link], { keys: ['edx', 'paris'], links: [link] }],
  ['both, in any order', [link, 'edx'], { keys: ['edx'], links: [link] }],
])('%s', (_, targets, { keys, links }) => {
  const found = readTargets(targets, plan)
  expect(found.lmses.map(({ key }) => key)).toEqual(keys)
  expect(found.links).toEqual(links)
})

test.each([
  ['pari', 'There is no LMS "pari", did you mean "paris"?'],
  ['https://', '"https://" is not a URL.'],
])('%s is a wrong command line', (target, message) => {
  expect(() => readTargets([target], plan)).toThrow(expect.objectContaining({ message, exitCode: 2 }))
})
