import fc from 'fast-check'
import { expect, test } from 'vitest'
import { releases, type ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'
import { startLms, type Lms } from '../testing/browser.ts'
import { harmOf } from './harm-of.ts'
import { breakouts, mark } from './hostile-texts.ts'
import { hostileRequest } from './hostile.ts'
import { platformOf } from './in-process.ts'
import { scanHtml } from './scan-html.ts'
import { Visitor } from './visitor.ts'

/* Whatever is sent, in whatever place: no failure but those of the real platform, no stack, no page in which it does anything. */

/** The faults that answer with a 5xx. */
const failures = new Set(['maintenance', 'server-error'])
const nobody = { username: 'nobody', email: 'nobody@example.com', password: '' }

test.each(releases)(
  'nothing that is sent breaks %s, or shows in a page as more than text',
  async (release) => {
    const lms = startLms({ release })
    let visitor = await loggedIn(lms, release)
    const property = fc.asyncProperty(hostileRequest(lms.routes), async (hostile) => {
      lms.log.length = 0
      const { method, path, body, from, fault } = hostile
      const headers = { ...hostile.headers, ...(fault === undefined ? {} : { 'X-Mock-Fault': fault }) }
      const before = [...visitor.jar]
      for (const [name, value] of Object.entries(hostile.cookies)) visitor.jar.set(name, value)
      const hasBody = body !== undefined && !['GET', 'HEAD'].includes(method)
      const sent = hasBody
        ? { send: body.body, headers: { 'Content-Type': body.type, ...headers } }
        : { headers }
      const answer = await visitor.send(method, path, { from, ...sent })
      const mayFail = hostile.cookies['edx_session'] !== undefined || failures.has(fault ?? '')
      expect(await harmOf(answer, lms.log, mayFail)).toEqual([])
      const isLoggedOut = answer.headers.getSetCookie().some((line) => line.startsWith('edx_session='))
      visitor = isLoggedOut ? await loggedIn(lms, release) : withCookies(visitor, before)
    })
    await fc.assert(property, { numRuns: 600 })
  },
  60_000,
)

test.each(releases)('a name that means harm is text on every page of %s', async (release) => {
  const lms = startLms({ release })
  const visitor = await loggedIn(lms, release, 'edx')
  const pages = ['/', '/dashboard', '/account/settings', '/u/edx', '/courses', '/nope']
  for (const name of breakouts) {
    const headers = { 'Content-Type': 'application/merge-patch+json' }
    const kept = await visitor.send('PATCH', '/api/user/v1/accounts/edx', {
      from: 'lms',
      send: { name },
      headers,
    })
    expect(kept.status).toBe(200)
    for (const path of pages) {
      const answer = await visitor.send('GET', path, { from: 'link' })
      expect(await harmOf(answer, lms.log, false), path).toEqual([])
    }
  }
})

const places = [
  '/login?next=',
  '/register?next=',
  '/login?course_id=a&enrollment_action=enroll&next=',
  '/login?mock_problem=',
  '/logout?next=',
  '/account/finish_auth?enrollment_action=enroll&course_id=',
  '/account/finish_auth?enrollment_action=enroll&course_id=a&next=',
  '/auto_auth?no_login=1&username=',
  '/courses/',
  '/u/',
]

test.each(releases)('a parameter that means harm is text on the pages of %s', async (release) => {
  const lms = startLms({ release })
  const stranger = () => new Visitor(platformOf(lms, release), 'nobody', nobody, (text) => text)
  for (const path of places.flatMap((place) => breakouts.map((text) => place + encodeURIComponent(text)))) {
    for (const visitor of [stranger(), await loggedIn(lms, release)]) {
      const answer = await visitor.send('GET', path, { from: 'link' })
      expect(await harmOf(answer, lms.log, false), path).toEqual([])
    }
  }
})

const apiPlaces = [
  '/api/enrollment/v1/course/a/b/',
  '/api/enrollment/v1/enrollment/edx,a/b/',
  '/api/enrollment/v1/enrollment/a/b/',
  '/api/courses/v1/courses/a/b/',
  '/api/courses/v1/courses/?org=',
  '/api/courses/v1/courses/?page=',
  '/api/user/v1/accounts/',
]

test.each(releases)('JSON of %s that is labelled as a page does nothing', async (release) => {
  const lms = startLms({ release })
  const visitor = await loggedIn(lms, release)
  const headers = { 'X-Mock-Fault': 'wrong-content-type' }
  for (const path of apiPlaces.flatMap((place) =>
    breakouts.map((text) => place + encodeURIComponent(text)),
  )) {
    const answer = await visitor.send('GET', path, { from: 'richie', headers })
    expect(await harmOf(answer, lms.log, false), path).toEqual([])
  }
})

/** Somebody new, or the learner of the settings, whose account hostile requests may have changed. */
async function loggedIn(lms: Lms, release: ReleaseName, username?: string): Promise<Visitor> {
  const name = username ?? `fuzz${lms.store.learners.count() + 1}`
  const person = { username: name, email: `${name}@example.com`, password: name }
  const who = username === undefined ? 'learner' : 'staff'
  const visitor = new Visitor(platformOf(lms, release), who, person, (text) =>
    text.replace('{E}', '/api/enrollment/v1'),
  )
  await visitor.arrive()
  return visitor
}

function withCookies(visitor: Visitor, cookies: readonly (readonly [string, string])[]): Visitor {
  visitor.jar.clear()
  for (const [name, value] of cookies) visitor.jar.set(name, value)
  return visitor
}

test.each([
  [`<p title="<${mark}>">`, []],
  [`<p title="x" ${mark}>`, [mark]],
  [`<p title='a' ${mark}='b'>`, [mark]],
  [`<p title=a${mark}>`, []],
  [`<script>"<${mark}>"</script>`, []],
  [`<script>"</script><${mark}>"`, [mark]],
  [`<!-- <${mark}> -->`, []],
  [`<title><${mark}></title>`, []],
  [`&#60;${mark}>`, []],
])('the scanner sees what a browser sees: %s', (html, found) => {
  const { elements, attributes } = scanHtml(html)
  expect([...elements, ...attributes.map(([name]) => name)].filter((name) => name.includes(mark))).toEqual(
    found,
  )
})
