import { expect, test } from 'vitest'
import { connect, find } from './connection.ts'

/* Course links that a person names beside the plan's. */

test('a course link of the command line is looked at beside the plan’s', async () => {
  const { check, plan } = await connect({
    spec: `backendOverHttp: openedx-hawthorn, jsCourseRegex: '^.*/courses/(.*)/info/?$'`,
  })
  const links = [`${plan.lmses[0]?.connection.baseUrl}/courses/course-v1:a+b+c/course/`]
  const found = find(await check({ links }), 'course-links')
  expect(found.says).toMatch(/^1 of 12 course links: JS_COURSE_REGEX/)
  expect(found.evidence).toEqual(expect.arrayContaining(links))
})

test.each([
  [
    'COURSE_REGEX has /info alone',
    `courseRegex: '^.*/courses/(?P<course_id>.*)/info/?$'`,
    'course-v1:a+b+c/about',
    /COURSE_REGEX \(Python\) matches it to no LMS/,
    /lms\.edx\.courseRegex/,
  ],
  [
    'JS_COURSE_REGEX reads another course id',
    `jsCourseRegex: '^.*/courses/(?:course-v1:odd\\+)?(.*)/info/?$'`,
    'course-v1:odd+b+c/info',
    /Python reads the course id course-v1:odd\+b\+c, the browser b\+c/,
    /lms\.edx\.jsCourseRegex/,
  ],
])('a course link of the LMS that its expressions do not fit fails: %s', async (_, spec, path, says, fix) => {
  const { check, plan } = await connect({ spec: `backendOverHttp: openedx-hawthorn, ${spec}` })
  const links = [`${plan.lmses[0]?.connection.baseUrl}/courses/${path}`]
  const found = find(await check({ links }, ['course-links']), 'course-links')
  expect(found).toMatchObject({ status: 'fail', says: expect.stringMatching(says) })
  expect(found.fix.map((one) => one.says).join()).toMatch(fix)
})

test.each([
  [
    'of another host',
    'https://nowhere.example',
    /^no LMS of environment\.yaml is at https:\/\/nowhere\.example$/,
  ],
  ['with another port', 'http://edx.probed.localhost:1', /is at http:\/\/edx\.probed\.localhost:1$/],
])('a course link that no LMS has fails: %s', async (_, origin, says) => {
  const { check } = await connect()
  const found = find(await check({ links: [`${origin}/courses/course-v1:a+b+c/info`] }), 'course-links')
  expect(found).toMatchObject({ status: 'fail', says: expect.stringMatching(says) })
  expect(found.fix.at(-1)?.command).toBe(`bin/campus resolve ${origin}/courses/course-v1:a+b+c/info`)
})

test('a course link that no LMS has is told by the first LMS that is looked at, and by no other', async () => {
  const { check } = await connect()
  const findings = await check({
    links: ['https://nowhere.example/courses/a/b/c/info'],
    chosen: ['far', 'edx'],
  })
  expect(find(findings, 'course-links').status).toBe('ok')
})

test('with leave, the run of a link that was named is tried before the plan’s', async () => {
  const { check, plan } = await connect()
  const [lms] = plan.lmses
  const other = lms?.courses
    .filter(({ invitationOnly, capacity }) => !invitationOnly && capacity === null)
    .at(-1)
  const findings = await check({ mayEnrol: true, links: [other?.resourceLink ?? ''] })
  expect(find(findings, 'enrol').says).toContain(other?.id)
})
