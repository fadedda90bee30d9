import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { courseState } from '../control/course-state.ts'
import { standAloneSettings } from './stand-alone.ts'

const now = new Date('2026-11-23T05:00:00Z')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

const seedFile = (content: unknown) => {
  const path = join(folder, 'seed.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test('with nothing set it is a Teak on localhost, beside a Richie on localhost', () => {
  expect(standAloneSettings({}, now)).toMatchObject({
    origin: 'http://localhost:8073',
    richieOrigin: 'http://localhost:8070',
    release: 'teak',
    secure: false,
    allowInsecure: true,
    cookieDomain: null,
    corsOrigins: ['http://localhost:8070'],
    redirectHosts: ['localhost:8070'],
    syncUrl: 'http://localhost:8070/api/v1.0/course-runs-sync/',
  })
})

test('the demo has a course in each state', () => {
  const { courses, enrolled } = standAloneSettings({}, now)
  const states = courses.map((course) => {
    const taken = enrolled.filter((row) => row.course === course.id).length
    return courseState(course, taken, now)
  })
  expect(new Set(states)).toEqual(
    new Set(['open', 'not yet open', 'closed', 'archived', 'invitation only', 'full']),
  )
})

test('over https the cookie domain is the parent of both', () => {
  const env = {
    LMS_URL: 'https://edx.local.dev:8073/',
    RICHIE_URL: 'https://richie.local.dev:8070',
    LMS_RELEASE: 'Ironwood',
  }
  expect(standAloneSettings(env, now)).toMatchObject({
    origin: 'https://edx.local.dev:8073',
    secure: true,
    allowInsecure: false,
    cookieDomain: '.local.dev',
    release: 'hawthorn',
  })
})

test.each([
  [{ LMS_URL: 'localhost:8073' }, 'Expected LMS_URL to be scheme://host[:port], got "localhost:8073"'],
  [
    { LMS_URL: 'http://localhost:8073/x' },
    'Expected LMS_URL to be scheme://host[:port], got "http://localhost:8073/x"',
  ],
  [
    { RICHIE_URL: 'https://richie.org' },
    'Expected RICHIE_URL to be on the host of LMS_URL (http://localhost:8073), or to share',
  ],
  [
    { LMS_RELEASE: 'ginkgo' },
    'Expected LMS_RELEASE to be dogwood or hawthorn or teak or ironwood or eucalyptus, got',
  ],
  [{ RICHIE_URL: 'http://ann:secret@localhost:8070' }, 'Expected RICHIE_URL to be scheme://host[:port]'],
  [{ RICHIE_URL: 'http://localhost:8070?a' }, 'Expected RICHIE_URL to be scheme://host[:port]'],
  [{ LMS_URL: 'http://localhost:99999' }, 'Expected LMS_URL to be scheme://host[:port]'],
  [{ LMS_URL: 'ftp://localhost' }, 'Expected LMS_URL to be scheme://host[:port]'],
  [{ LMS_SEED: '/nowhere/seed.json' }, '/nowhere/seed.json:\n  Expected a readable file: ENOENT'],
])('%j is refused in words', (env, message) => {
  expect(() => standAloneSettings(env, now)).toThrow(message)
})

test.each([
  ['http://Localhost:8070', 'http://localhost:8070'],
  ['HTTP://localhost:80/', 'http://localhost'],
  ['https://localhost:443', 'https://localhost'],
])('%s is the origin that a browser sends: %s', (url, origin) => {
  const settings = standAloneSettings({ RICHIE_URL: url, LMS_URL: url }, now)
  expect(settings).toMatchObject({ origin, richieOrigin: origin, corsOrigins: [origin] })
})

test('a seed file says who and what is there, with defaults for each', () => {
  const seed = {
    api_key: 'key',
    trusted_origin: 'http://richie.campus.localhost:8070',
    user_defaults: { email: '<username>@school.test', year_of_birth: 1980 },
    users: [
      { username: 'ann', name: 'Ann' },
      { username: 'bob', is_staff: true, password: 'secret' },
    ],
    course_defaults: { id: 'course-v1:a+b+<run>', name: 'Course <run>', start: '2020-01-01T00:00:00Z' },
    courses: [
      {
        run: 'one',
        enrollment_end: 'now+1d',
        pacing: 'self',
        modes: ['audit', { slug: 'verified', min_price: 5 }],
      },
      { run: 'two', id: 'x/y/z', start: null },
    ],
    enrolled: [{ username: 'ann', runs: ['one', 'two'] }],
  }
  const env = { LMS_SEED: seedFile(seed), LMS_URL: 'http://edx.campus.localhost:8073' }
  const settings = standAloneSettings(env, now)
  expect(settings).toMatchObject({
    apiKey: 'key',
    richieOrigin: 'http://richie.campus.localhost:8070',
    cookieDomain: '.campus.localhost',
    enrolled: [
      { username: 'ann', course: 'course-v1:a+b+one' },
      { username: 'ann', course: 'x/y/z' },
    ],
  })
  expect(settings.learners).toMatchObject([
    {
      username: 'ann',
      name: 'Ann',
      email: 'ann@school.test',
      password: 'ann',
      yearOfBirth: 1980,
      staff: false,
    },
    { username: 'bob', name: 'bob', password: 'secret', staff: true },
  ])
  expect(settings.courses).toMatchObject([
    {
      id: 'course-v1:a+b+one',
      title: 'Course one',
      start: '2020-01-01T00:00:00Z',
      enrollmentEnd: '2026-11-24T05:00:00Z',
      selfPaced: true,
      modes: [{ slug: 'audit' }, { slug: 'verified', name: 'Verified', minPrice: 5 }],
    },
    { id: 'x/y/z', title: 'Course two', start: null },
  ])
})

test('all that is wrong with a seed file is reported at once', () => {
  const seed = {
    user: [],
    users: [{ username: 'ann', is_staff: 'yes' }],
    courses: [{ run: 'one', strat: 'now', end: 'soon' }],
    enrolled: [{ username: 'eve', runs: ['three'] }],
  }
  const path = seedFile(seed)
  expect(() => standAloneSettings({ LMS_SEED: path }, now)).toThrow(
    [
      `${path}:`,
      '  Unknown key user: the keys are api_key, password_is, trusted_origin, throttle, users, user_defaults, courses, course_defaults, enrolled, variants',
      '  Unknown key courses[0].strat: the keys are run, id, name, start, end, enrollment_start, enrollment_end, invitation_only, capacity, language, pacing, modes, visible_to_staff_only, note',
      '  Expected courses[0].id to be a non-empty string, got nothing',
      '  Expected courses[0].end to be an ISO 8601 date or null, got "soon"',
      '  Expected users[0].is_staff to be true or false, got "yes"',
      '  Expected enrolled[0].username to be a username listed in users, got "eve"',
      '  Expected enrolled[0].runs to be runs listed in courses, got "three"',
    ].join('\n'),
  )
})

test('a seed file that is no JSON is named', () => {
  const path = seedFile('{')
  expect(() => standAloneSettings({ LMS_SEED: path }, now)).toThrow(`${path}:\n  Expected JSON: `)
})
