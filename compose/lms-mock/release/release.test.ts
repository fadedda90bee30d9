import { expect, test } from 'vitest'
import {
  cookieLine,
  enrollment,
  fromLms,
  fromRichie,
  learner,
  richie,
  startLms,
} from '../../../tests/lms-mock/testing/browser.ts'
import { releases } from '../settings/releases.ts'
import { accounts } from './accounts.ts'
import { cors } from './cors.ts'
import { csrfRules } from './csrf.ts'
import { enrollment as enrollmentFacts } from './enrollment.ts'
import { login } from './login.ts'
import { releaseOf } from './release.ts'
import { routes } from './routes.ts'
import { web } from './web.ts'

const page = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const courseId = 'course-v1:edX+DemoX+Demo_Course'
const oldToken = /^[a-zA-Z0-9]{32}$/
const tokenFormats = { dogwood: oldToken, hawthorn: /^[a-zA-Z0-9]{64}$/, teak: oldToken }

const tables = { accounts, cors, csrfRules, enrollmentFacts, login, routes, web }

test.each(Object.entries(tables))('every row of %s has a value for each release', (_, table) => {
  for (const row of Object.values(table)) {
    expect(row).toHaveLength(releases.length)
    expect(row).not.toContain(undefined)
  }
})

test('a column has the facts of its release alone', () => {
  expect(releases.map((release) => releaseOf({ release }).routes.me)).toEqual([false, true, true])
})

test.each(releases)('%s: a learner of Richie logs in, enrols, is enrolled and logs out', async (release) => {
  const browser = startLms({ release }).browser()
  const html = await (await browser.get('/login?next=richie/en/courses/x/', page)).text()
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? []
  const [, token = ''] = /csrfmiddlewaretoken" value="([^"]+)"/.exec(html) ?? []
  const form = {
    ...fromLms,
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-CSRFToken': token,
  }
  const body = 'email=edx@example.com&password=edx'
  expect((await browser.post(action, form, body)).status).toBe(200)
  const me = release === 'dogwood' ? '/api/mobile/v0.5/users/edx' : '/api/user/v1/me'
  expect(await (await browser.get(me)).json()).toMatchObject({ username: 'edx' })
  const before = await browser.get(`${enrollment}/edx,${courseId}`)
  expect([before.status, await before.text(), before.headers.get('Content-Type')]).toEqual([200, '', null])
  expect(browser.cookies.get('edx_csrf_token')).toMatch(tokenFormats[release])
  expect(browser.cookies.get('edx_csrf_token')).toBe(browser.cookies.get('csrftoken'))
  const enrolled = await browser.enroll('Demo_Course', { user: 'edx' })
  expect([enrolled.status, enrolled.headers.get('access-control-allow-origin')]).toEqual([200, richie])
  const after = await browser.get(`${enrollment}/edx,${courseId}`)
  expect(after.headers.get('Content-Type')).toBe('application/json')
  expect(await after.json()).toMatchObject({ is_active: true, user: 'edx' })
  await browser.get('/logout', { Referer: `${richie}/` })
  expect((await browser.get(me)).status).toBe(401)
})

test.each([
  ['dogwood', 'https://edx.local.dev:8073/richie/en/courses/x/'],
  ['hawthorn', 'richie/en/courses/x/'],
  ['teak', 'richie/en/courses/x/'],
])('%s sends who is logged in on to %s', async (release, target) => {
  const browser = await learner(startLms({ release }))
  const answer = await browser.get('/login?next=richie/en/courses/x/', page)
  expect(answer.headers.get('Location')).toBe(target)
})

test.each([
  ['dogwood', 'https://evil.example/x', 302, 'https://evil.example/x'],
  ['dogwood', 'javascript:alert(1)', 400, null],
  ['hawthorn', 'https://evil.example/x', 302, '/dashboard'],
])('%s, logged in, next=%s', async (release, next, status, target) => {
  const browser = await learner(startLms({ release }))
  const answer = await browser.get(`/login?next=${encodeURIComponent(next)}`, page)
  expect([answer.status, answer.headers.get('Location')]).toEqual([status, target])
})

test('the login page of dogwood leads to no other host, whatever next says', async () => {
  const answer = await startLms({ release: 'dogwood' })
    .browser()
    .get('/login?next=https://evil.example/', page)
  expect(await answer.text()).toContain('data-next="/dashboard"')
})

test.each([
  ['dogwood', '', null, /^edx_session=\w{32}; HttpOnly; Path=\/; Secure$/],
  ['dogwood', '&remember=true', null, /Max-Age=604800/],
  ['hawthorn', '', null, /^edx_session=1\|\w{32}\|[\w-]+\|[\w-]+; HttpOnly; Path=\/; Secure$/],
  ['teak', '', 'Lax', /^edx_session=1\|.*Max-Age=2419200; Path=\/; SameSite=None; Secure$/],
])('%s: the session of a login%s', async (release, more, sameSite, line) => {
  const browser = startLms({ release }).browser()
  await browser.get('/login_ajax', {})
  const form = {
    ...fromLms,
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-CSRFToken': browser.cookies.get('csrftoken'),
  }
  const answer = await browser.post('/login_ajax', form, `email=edx@example.com&password=edx${more}`)
  expect(cookieLine(answer, 'edx_session')).toMatch(line)
  const csrf = /SameSite=(\w+)/.exec(cookieLine(answer, 'csrftoken') ?? '')?.[1] ?? null
  expect(csrf).toBe(sameSite)
})

test('in dogwood any text is a session cookie, and an unknown one is deleted', async () => {
  const browser = startLms({ release: 'dogwood' }).browser()
  browser.cookies.set('edx_session', '1|abc|def|ghi')
  expect((await browser.get(enrollment)).status).toBe(401)
  expect(browser.cookies.has('edx_session')).toBe(false)
})

test('in hawthorn a session cookie of no form sends to the login', async () => {
  const browser = startLms({ release: 'hawthorn' }).browser()
  browser.cookies.set('edx_session', 'garbage')
  const answer = await browser.get(enrollment)
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    302,
    '/login?next=%2Fapi%2Fenrollment%2Fv1%2Fenrollment',
  ])
})

test('five wrong passwords lock an account of dogwood for a quarter of an hour', async () => {
  const lms = startLms({ release: 'dogwood' })
  const browser = lms.browser()
  await browser.get('/login_ajax', {})
  const ask = async (password: string) => {
    const form = {
      ...fromLms,
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-CSRFToken': browser.cookies.get('csrftoken'),
    }
    const answer = await browser.post('/login_ajax', form, `email=mob@example.com&password=${password}`)
    return (await answer.json()) as { success: boolean; value?: string }
  }
  for (let wrong = 0; wrong < 5; wrong += 1)
    expect(await ask('no')).toEqual({ success: false, value: 'Email or password is incorrect.' })
  expect((await ask('mob')).value).toContain('temporarily locked')
  lms.now = new Date(lms.now.getTime() + 16 * 60_000)
  expect((await ask('mob')).success).toBe(true)
})

test('in dogwood a superuser reads the enrollment of others, and staff do not', async () => {
  const admin = {
    username: 'root',
    email: 'root@example.com',
    name: 'Root',
    password: 'root',
    superuser: true,
  }
  const staff = { username: 'staff', email: 'staff@example.com', name: 'S', password: 'staff', staff: true }
  const lms = startLms({ release: 'dogwood', learners: [admin, staff], enrolled: [] })
  const path = `${enrollment}/staff,${courseId}`
  expect((await (await learner(lms, 'root')).get(path)).status).toBe(200)
  expect((await (await learner(lms, 'staff')).get(`${enrollment}/root,${courseId}`)).status).toBe(404)
})

test.each([
  [
    'dogwood',
    { message: `The course mode 'None' is not available for course 'course-v1:edX+DemoX+VerifiedOnly'.` },
  ],
  [
    'hawthorn',
    {
      message:
        'The [None] course mode is expired or otherwise unavailable for course run [course-v1:edX+DemoX+VerifiedOnly].',
    },
  ],
])('%s: a mode that is not offered', async (release, expected) => {
  const answer = await (await learner(startLms({ release }))).enroll('VerifiedOnly')
  expect(await answer.json()).toMatchObject(expected)
})

test('dogwood shows its API as a page to who asks for HTML, and scripts in it do not run', async () => {
  const evil = '<script>alert(1)</script>'
  const lms = startLms({ release: 'dogwood', courses: [{ id: courseId, title: evil, modes: [evil] }] })
  const answer = await lms.browser().get(`/api/enrollment/v1/course/${courseId}`, page)
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Vary')]).toEqual([
    200,
    'text/html; charset=utf-8',
    'Accept, Accept-Language, Cookie',
  ])
  const html = await answer.text()
  expect(html).toContain('alert(1)')
  expect(html).not.toContain(evil)
})

test.each([
  ['https://richie.local.dev:9999/x', true, true, false],
  ['https://evil.example/x', false, false, false],
  ['http://richie.local.dev:8070/x', false, false, false],
])('4.2 Referer %s', async (referer, ...expected) => {
  const got = await Promise.all(
    releases.map(async (release) => {
      const browser = await learner(startLms({ release }))
      const answer = await browser.get(enrollment, { ...fromRichie, Referer: referer })
      return cookieLine(answer, 'edx_csrf_token') !== undefined
    }),
  )
  expect(got).toEqual(expected)
})
