import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { docker } from '../../e2e/support/docker.ts'
import { enroll } from '../../e2e/support/enroll.ts'
import { name, richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { ask } from '../../e2e/support/http.ts'

/* Course runs on their way from the spec to Richie's pages and search, told by the mock LMS as a real one does. */

const richie = `http://richie.${name}.localhost:${richiePort}`
const lms = `http://edx.${name}.localhost:${edxPort}`
const hook = `${richie}/api/v1.0/course-runs-sync/`

afterAll(async () => {
  const { exitCode, output } = await up({})
  expect(exitCode, output).toBe(0)
})

test('an up ends when Richie was told of every course run', () => {
  expect(inject('firstUp')).toMatch(/courses {4}11 course runs sent to Richie/)
})

test('Richie takes what is signed with the secret of the LMS, and refuses what is not', async () => {
  const body = JSON.stringify({
    resource_link: `${lms}/courses/course-v1:edX+DemoX+Demo_Course/info`,
    enrollment_count: 865,
  })
  const push = async (authorization: string) =>
    ask(hook, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: authorization },
      body,
    })
  const accepted = await push(sign(body, syncSecret()))
  expect(accepted.body).toBe('{"success":true}')
  expect(accepted.status).toBe(200)
  const refused = await push(sign(body, 'shared secret'))
  expect(refused.body).toBe('"Invalid authentication."')
  expect(refused.status).toBe(401)
  await expectCount('course-v1:edX+DemoX+Demo_Course', 865)
})

test('a run added to the spec is on its Richie page and in search after up, and enrolling in it is counted', async () => {
  const course = {
    id: 'course-v1:edX+Nouvelle+1',
    title: 'Une nouvelle session',
    start: '2026-01-12',
    enrollmentStart: '2025-11-01',
    languages: ['fr', 'pt-br'],
  }
  const { exitCode, output } = await up({ courses: [course] })
  expect(exitCode, output).toBe(0)
  expect(output).toMatch(/courses {4}1 course run sent to Richie/)
  const found = await searched('Une nouvelle session')
  expect(found).toMatchObject([
    { code: 'NOUVELLE', title: course.title, state: { priority: 0, call_to_action: 'enroll now' } },
  ])
  const page = await ask(richie + (found[0]?.absolute_url ?? ''))
  expect(page.body).toContain(`${lms}/courses/${course.id}/info`)
  expect(await runsOf(course.id)).toEqual([
    { mode: 'sync_to_public', draft: true, languages: ['fr', 'pt-br'], count: 0 },
    { mode: 'sync_to_public', draft: false, languages: ['fr', 'pt-br'], count: 0 },
  ])
  expect((await searched('Demonstration course')).map((one) => one.state.priority)).toEqual([7])

  await enroll(lms, richie, course.id)
  await expectCount(course.id, 1)
})

test('a change of dates in the spec is told, seen on the page at once, and no reason to index anew', async () => {
  const course = { id: 'course-v1:edX+Nouvelle+1', title: 'Une nouvelle session' }
  await up({ courses: [{ ...course, start: '2026-01-12', enrollmentStart: '2025-11-01' }] })
  const before = await searched(course.title)
  const address = richie + (before[0]?.absolute_url ?? '')
  expect((await ask(address)).body).toContain('2026-01-12') // now it is in Richie's cache
  const { exitCode, output } = await up({
    courses: [{ ...course, start: '2035-01-12', enrollmentStart: '2034-11-01' }],
  })
  expect(exitCode, output).toBe(0)
  expect(output).not.toContain('indexing for search')
  expect((await ask(address)).body).toContain('2035-01-12')
  expect((await searched(course.title))[0]?.state.priority).toBe(3)
})

test('a run that leaves the spec is gone, draft and public, and its page stays', async () => {
  const { exitCode, output } = await up({ courses: [{ id: 'course-v1:edX+Other+1', title: 'Another' }] })
  expect(exitCode, output).toBe(0)
  expect(await runsOf('course-v1:edX+Nouvelle+1')).toEqual([])
  expect((await searched('Une nouvelle session'))[0]?.state.priority).toBe(7)
})

test('a run that Richie was told of under the origins of both modes is there once after a start', async () => {
  const course = { id: 'course-v1:edX+Twice+1', title: 'Told twice', start: '2026-01-12' }
  await up({ courses: [course] })
  const body = JSON.stringify({
    resource_link: `https://edx.local.dev:${edxPort}/courses/${course.id}/info`,
    languages: ['en'],
  })
  const headers = { 'Content-Type': 'application/json', Authorization: sign(body, syncSecret()) }
  expect((await ask(hook, { method: 'POST', headers, body })).body).toBe('{"success":true}')
  const { exitCode, output } = await up({
    courses: [course, { id: 'course-v1:edX+Other+1', title: 'Another' }],
  })
  expect(exitCode, output).toBe(0)
  expect((await runsOf(course.id)).map(({ draft }) => draft)).toEqual([true, false])
})

test('what Richie refuses is said by up, in its words, and a start makes the page that was missing', async () => {
  await manage(
    'from richie.apps.courses.models import Course',
    "[course.extended_object.delete() for course in Course.objects.filter(code='OTHER', extended_object__publisher_is_draft=True)]",
  )
  await docker(['restart', `${name}-edx-1`])
  const refused = await checkout.campus(['up'])
  expect(refused.output).toMatch(/Richie refused 1 of \d+/)
  expect(refused.output).toContain(
    'edx  course-v1:edX+Other+1\n    400: {"resource_link":["Unknown course: OTHER."]}',
  )
  expect(refused.exitCode).toBe(1)
  expect((await checkout.campus(['down'])).exitCode).toBe(0)
  const again = await checkout.campus(['up'])
  expect(again.output).toMatch(/courses {4}\d+ course runs? sent to Richie/)
  expect(again.exitCode).toBe(0)
  expect((await searched('Another')).map(({ code }) => code)).toEqual(['OTHER'])
})

async function up(edx: object): Promise<{ exitCode: number; output: string }> {
  checkout.setLocal({ ...local, lms: { edx: { ...local.lms.edx, ...edx } } })
  return await checkout.campus(['up'])
}

function syncSecret(): string {
  const file = readFileSync(join(checkout.dir, '.campus/secrets/edx.env'), 'utf8')
  return /^CAMPUS_SYNC_SECRET=(.+)$/m.exec(file)?.[1] ?? ''
}

function sign(body: string, secret: string): string {
  return `SIG-HMAC-SHA256 ${createHmac('sha256', secret).update(body).digest('hex')}`
}

type Found = {
  readonly code: string
  readonly title: string
  readonly absolute_url: string
  readonly state: { readonly priority: number; readonly call_to_action: string | null }
}

/** All of that title: the pages of other tests' courses match as well. */
async function searched(query: string): Promise<readonly Found[]> {
  const { body } = await ask(`${richie}/api/v1.0/courses/?limit=100&query=${encodeURIComponent(query)}`)
  const { objects } = JSON.parse(body) as { objects: Found[] }
  return objects.filter(({ title }) => title === query)
}

type Run = {
  readonly mode: string
  readonly draft: boolean
  readonly languages: string[]
  readonly count: number
}

/** The runs that Richie has of a course id, by the link that is synchronised. */
async function runsOf(courseId: string): Promise<readonly Run[]> {
  const output = await manage(
    'import json',
    'from richie.apps.courses.models import CourseRun',
    `runs = CourseRun.objects.filter(resource_link='${lms}/courses/${courseId}/info').order_by('pk')`,
    "values = [{'mode': run.sync_mode, 'draft': run.draft_course_run_id is None, 'languages': sorted(run.languages), 'count': run.enrollment_count} for run in runs]",
    "print('runs', json.dumps(values))",
  )
  return JSON.parse(/^runs (.*)$/m.exec(output)?.[1] ?? output) as Run[]
}

/** Runs lines of Python in Richie. */
async function manage(...lines: readonly string[]): Promise<string> {
  const { exitCode, output } = await checkout.campus(['manage', 'shell', '-c', lines.join('\n')])
  expect(exitCode, output).toBe(0)
  return output
}

async function expectCount(courseId: string, count: number): Promise<void> {
  await expect
    .poll(async () => (await runsOf(courseId)).map((run) => run.count), { timeout: 30_000, interval: 500 })
    .toEqual([count, count])
}
