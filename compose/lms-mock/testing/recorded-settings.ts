import { parseSettings } from '../settings-rules.ts'
import type { Settings } from '../settings.ts'

type Json = Readonly<Record<string, unknown>>

const DAY = 86_400_000
const VERIFIED = { slug: 'verified', minPrice: 49 }

/** The LMS that was recorded (openedx-teak-seed): people, course runs and switches, with dates relative to now. */
export function recordedDocument(now: Date, changes: Json = {}): Json {
  const inDays = (days: number) => `${new Date(now.getTime() + days * DAY).toISOString().slice(0, 19)}Z`
  const past = '2020-01-01T00:00:00Z'
  const courses: readonly (readonly [run: string, changes?: Json])[] = [
    ['Demo_Course'],
    ['Closed', { enrollmentStart: past, enrollmentEnd: '2020-01-31T00:00:00Z' }],
    ['Archived', { end: '2020-03-01T00:00:00Z' }],
    ['NotYet', { enrollmentStart: inDays(30), start: inDays(60) }],
    ['Upcoming', { enrollmentStart: past, enrollmentEnd: inDays(40), start: inDays(30) }],
    ['Invite', { invitationOnly: true }],
    ['StaffOnly'],
    ['Full', { capacity: 1 }],
    ['WillClose'],
    ['CsrfA'],
    ['CsrfB'],
    ['Dated', { start: '2021-02-03T04:05:06.789123Z', selfPaced: true }],
    ['Modes', { modes: ['audit', 'honor', VERIFIED] }],
    ['VerifiedOnly', { modes: [VERIFIED] }],
    ['HonorOnly', { modes: ['honor'] }],
    ['Expired', { modes: ['audit', { ...VERIFIED, expires: past }] }],
  ]
  const richie = 'https://richie.local.dev:8070'
  return {
    key: 'edx',
    platformName: 'Oracle',
    release: 'teak',
    origin: 'https://edx.local.dev:8073',
    secure: true,
    cookieDomain: '.local.dev',
    crossDomainCsrfCookie: 'edx_csrf_token',
    allowInsecure: false,
    corsOrigins: [richie],
    trustedOrigins: [richie],
    richieOrigin: richie,
    apiKey: 'FakeEdXAPIKey',
    automaticAuth: true,
    learners: [
      learner('edx', 'Eddy Ex'),
      learner('admin', 'Ad Min', { staff: true, superuser: true }),
      learner('staff', 'Sta Ff', { staff: true }),
      learner('other', 'Other One'),
      learner('fresh', 'Fresh One'),
      learner('mob', 'Mob Ile'),
      learner('sleepy', 'Not Activated', { active: false }),
    ],
    courses: courses.map(([run, course]) => ({
      id: `course-v1:edX+DemoX+${run}`,
      title: `Demo ${run}`,
      start: past,
      ...course,
    })),
    enrolled: ['Full', 'Closed', 'Invite', 'Demo_Course'].map((run) => ({
      username: 'other',
      course: `course-v1:edX+DemoX+${run}`,
    })),
    ...changes,
  }
}

/** The same, checked and completed. */
export function recordedSettings(now: Date, changes: Json = {}): Settings {
  return parseSettings(recordedDocument(now, changes))
}

function learner(username: string, name: string, changes: Json = {}): Json {
  return {
    username,
    email: `${username}@example.com`,
    name,
    password: username,
    yearOfBirth: 1980,
    ...changes,
  }
}
