import { expect, test } from 'vitest'
import type { Reply } from '../../../tests/probes/local-site.ts'
import { lookAtRichie, type RichieOptions } from '../../../tests/probes/look-at-richie.ts'
import type { Surroundings } from '../surroundings.ts'
import { search } from './search.ts'

const api =
  (reply: Reply) =>
  ({ path }: { path: string }) =>
    path.startsWith('/api/v1.0/courses/') ? reply : undefined
const courses = (count: number) => ({
  body: JSON.stringify({ meta: { count, total_count: count }, objects: [] }),
})
const noCourses: RichieOptions = { richie: 'demo: none', spec: 'lms: { edx: { courses: [] } }' }

test.each([
  [19, {}, 'ok', '19 courses'],
  [1, {}, 'ok', '1 course'],
  [0, {}, 'fail', 'the index is empty'],
  [0, noCourses, 'ok', 'no courses, as the spec has none'],
])('%i courses found of %j: %s', async (count, options, status, says) => {
  expect(await lookAtRichie(search, api(courses(count)), options)).toMatchObject({ status, says })
})

test('an empty index is built by one command', async () => {
  const { fix } = await lookAtRichie(search, api(courses(0)))
  expect(fix.map(({ command }) => command)).toEqual(['bin/campus manage bootstrap_elasticsearch'])
})

const engine =
  (exitCode: number | undefined): Surroundings['inContainer'] =>
  () =>
    Promise.resolve(exitCode === undefined ? undefined : { exitCode, output: '' })

test.each([
  ['the engine does not run', undefined, 'the search engine is down: the API answers 500', 'make run'],
  ['the engine is ill', 1, 'the search engine is down: the API answers 500', 'make run'],
  [
    'only the index is missing',
    0,
    'the index is missing: the API answers 500',
    'bin/campus manage bootstrap_elasticsearch',
  ],
])('500 where %s', async (_, exitCode, says, command) => {
  const verdict = await lookAtRichie(search, api({ status: 500 }), { inContainer: engine(exitCode) })
  expect(verdict).toMatchObject({ status: 'fail', says })
  expect(verdict.fix[0]?.command).toBe(command)
})

test('an answer that is no list of courses is a fault', async () => {
  const verdict = await lookAtRichie(search, api({ body: '<p>hello</p>' }))
  expect(verdict).toMatchObject({ status: 'fail', says: 'the search API answers 200' })
})

test('without a search there is nothing to look at', async () => {
  expect(await lookAtRichie(search, api(courses(1)), { richie: 'search: none' })).toMatchObject({
    status: 'skipped',
  })
})
