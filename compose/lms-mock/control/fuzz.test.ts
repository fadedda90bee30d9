import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmOf } from '../../../tests/lms-mock/contract/harm-of.ts'
import { formOf, likely, text } from '../../../tests/lms-mock/contract/hostile-texts.ts'
import {
  openControl,
  origin,
  testToken,
  type OpenControl,
} from '../../../tests/lms-mock/testing/open-control.ts'
import { formToken } from './access.ts'
import { allChanges } from './changes.ts'
import { allReports } from './reports.ts'

/* Whatever a person who holds the token types or sends: no failure, and no page in which it is more than text. */

const pages = ['', 'learners', 'courses', 'enrollments', 'requests', 'faults', 'sync', 'nowhere']
const fieldNames = (
  'username email name password staff active course mode sure state title start end enrollmentStart enrollmentEnd ' +
  'invitationOnly capacity faults parameter token back after contains learner'
).split(' ')
const courseId = 'course-v1:edX+DemoX+Demo_Course'
const value = fc.oneof(
  text,
  fc.constantFrom(
    ...likely,
    'open',
    'full',
    'false',
    'yes',
    '0',
    '-1',
    '1e999',
    'slow',
    'slow=1',
    'throttled',
  ),
)
const date = fc.oneof(
  fc.constantFrom(
    '2027-01-31',
    '2027-01-31T09:00',
    '0000-01-01',
    '2027-13-41T99:99Z',
    '2027-01-01T00:00+99:99',
  ),
  value,
)
const query = formOf(fieldNames)
const field = fc
  .constantFrom(...fieldNames)
  .chain((name) => fc.tuple(fc.constant(name), /start|end$/i.test(name) ? date : value))
/** Mostly of somebody and something that there is, so that what else is said is read. */
const fields = fc
  .array(field, { maxLength: 3 })
  .map((said): Record<string, string> => ({ username: 'edx', course: courseId, ...Object.fromEntries(said) }))
const json = fc.oneof(
  fields.map((body) => JSON.stringify(body)),
  fc
    .dictionary(fc.constantFrom(...fieldNames), fc.oneof(fc.array(value, { maxLength: 3 }), fc.jsonValue()))
    .map((body) => JSON.stringify(body)),
  fc.jsonValue().map((body) => JSON.stringify(body)),
  text,
)

const page = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT'),
  path: fc.tuple(fc.constantFrom(...pages), query).map(([name, asked]) => `/mock/${name}?${asked}`),
  body: fc.constant(undefined),
})
const report = fc.record({
  method: fc.constant('GET'),
  path: fc
    .tuple(fc.constantFrom(...Object.keys(allReports), '/', '/__proto__'), query)
    .map(([name, asked]) => `/mock/api${name}?${asked}`),
  body: fc.constant(undefined),
})
const change = fc.constantFrom(...Object.values(allChanges)).chain(({ method, path }) =>
  fc.record({
    method: fc.constant(method),
    path: fc
      .oneof(fc.constantFrom('edx', courseId), value)
      .map((named) => `/mock/api${path.replace(/:\w+/, encodeURIComponent(named.toWellFormed()))}`),
    body: json,
  }),
)
const form = fc.record({
  method: fc.constant('POST'),
  path: fc.constantFrom(...Object.keys(allChanges), 'constructor').map((name) => `/mock/do/${name}`),
  body: fields.map((typed) =>
    new URLSearchParams(
      Object.entries({ token: formToken(testToken), ...typed }).map(([name, said]): [string, string] => [
        name,
        said.toWellFormed(),
      ]),
    ).toString(),
  ),
})

test('nothing that is typed or sent breaks the control page, or shows as more than text', async () => {
  const lms = openControl()
  const ask = await browserOf(lms)
  const statuses = new Set<number>()
  const property = fc.asyncProperty(
    fc.oneof(page, report, change, form),
    fc.constantFrom(...pages),
    async ({ method, path, body }, next) => {
      lms.log.length = 0
      const answer = await ask(path, method, body)
      statuses.add(answer.status)
      expect(await harmOf(answer, lms.log, false)).toEqual([])
      expect(await harmOf(await ask(`/mock/${next}`), lms.log, false), next).toEqual([])
    },
  )
  await fc.assert(property, { numRuns: 2000 })
  expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 403, 404]))
}, 60_000)

/** Asks as one who came by the link: with the cookie for pages, with the token for JSON. */
async function browserOf(lms: OpenControl) {
  const link = await lms.ask('GET', `/mock/?token=${testToken}`)
  const cookie = link.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const headers = { Cookie: cookie, Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' }
  return async (path: string, method = 'GET', body?: string) =>
    path.startsWith('/mock/api')
      ? await lms.ask(method, path, { Authorization: `Bearer ${testToken}` }, body)
      : await lms.ask(method, path, headers, body)
}
