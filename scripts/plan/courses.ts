import type { CourseSpec, LmsSpec } from '../environment/schema.ts'
import type { Connection } from './connection.ts'

/** One course run, as the LMS and the catalogue both see it. Dates are ISO 8601 in UTC. */
export type Course = {
  readonly lms: string
  readonly id: string
  /** Code of the Richie course that the run belongs to: the middle part of the id (openedx-api.md, 6). */
  readonly code: string
  readonly title: string
  readonly resourceLink: string
  readonly start: string | null
  readonly end: string | null
  readonly enrollmentStart: string | null
  readonly enrollmentEnd: string | null
  readonly invitationOnly: boolean
  readonly capacity: number | null
  readonly selfPaced: boolean
  readonly modes: readonly CourseMode[]
  readonly languages: readonly string[]
}

/** A way to take a course; none at all means audit. */
type CourseMode = {
  readonly slug: string
  readonly minPrice: number
  readonly currency: string
  readonly expires: string | null
}

/** The courses of an LMS: those of the spec, else one in each state that an enrol button can have. */
export function planCourses(key: string, lms: LmsSpec, connection: Connection): readonly Course[] {
  const { courses = lms.provider === 'mock' ? defaultCourses : [], moreCourses = [] } = lms
  const others = courses.filter(({ id }) => !moreCourses.some((one) => one.id === id))
  const specs = [...others, ...moreCourses].map((spec) =>
    lms.provider === 'mock' ? spec : { ...spec, ...openDates(spec) },
  )
  return specs.map((spec) => ({
    lms: key,
    id: spec.id,
    code: courseCode(spec.code ?? spec.id),
    title: spec.title,
    resourceLink: connection.courseLink.replace('{course_id}', () => spec.id),
    start: spec.start ?? null,
    end: spec.end ?? null,
    enrollmentStart: spec.enrollmentStart ?? null,
    enrollmentEnd: spec.enrollmentEnd ?? null,
    invitationOnly: spec.invitationOnly,
    capacity: spec.capacity ?? null,
    selfPaced: spec.selfPaced,
    modes: spec.modes.map(({ slug, minPrice, currency, expires = null }) => ({
      slug,
      minPrice,
      currency,
      expires,
    })),
    languages: spec.languages,
  }))
}

/** Whether some of the default courses are among them. */
export function hasDefaults(courses: readonly Course[]): boolean {
  return courses.some(({ id }) => defaultCourses.some((one) => one.id === id))
}

/** Richie knows a course of an external LMS only from the spec: without dates there, the course is open. */
function openDates({ start = '2024-01-01T00:00:00Z', enrollmentStart = start }: CourseSpec) {
  return { start, enrollmentStart }
}

/** `course-v1:edX+DemoX+Demo_Course` and `edX/DemoX/Demo_Course` -> `DEMOX`, as Richie normalises it (slugify, upper case). */
function courseCode(id: string): string {
  const middle = id.replace(/^course-v1:/, '').split(/[+/]/)[1] ?? id
  return middle
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .toUpperCase()
}

const none = {
  invitationOnly: false,
  selfPaced: false,
  modes: [],
  languages: ['en'],
} satisfies Partial<CourseSpec>

const begun = { start: '2026-01-12T09:00:00Z', enrollmentStart: '2025-11-01T09:00:00Z' }
const later = { start: '2035-09-03T09:00:00Z', end: '2035-12-17T09:00:00Z' }
const closed = { enrollmentEnd: '2026-02-01T09:00:00Z' }
const ended = { end: '2026-06-30T09:00:00Z' }

/** Open, at a price or without one. */
const verified = [
  { slug: 'audit', minPrice: 0, currency: 'usd' },
  { slug: 'verified', minPrice: 49, currency: 'eur', expires: '2035-06-01T09:00:00Z' },
]

/** Fixed dates, far enough away: a demo that is drawn relative to today would drift out of its states. */
const defaultCourses: readonly CourseSpec[] = [
  { ...none, ...begun, id: 'course-v1:edX+DemoX+Demo_Course', title: 'Demonstration course' },
  run('LaterX+2035', 'Starts later, open already', { ...later, enrollmentStart: begun.enrollmentStart }),
  run('SoonX+2035', 'Opens for enrolment later', { ...later, enrollmentStart: '2035-06-01T09:00:00Z' }),
  run('EarlyX+2035', 'Starts later, enrolment closed', {
    ...later,
    ...closed,
    enrollmentStart: begun.enrollmentStart,
  }),
  run('ClosedX+2026', 'Running, enrolment closed', { ...begun, ...closed, end: later.end }),
  run('PastX+2026', 'Archived course', { ...begun, ...ended, ...closed }),
  run('StudyX+2026', 'Archived, open for study', {
    ...begun,
    ...ended,
    enrollmentEnd: '2035-06-01T09:00:00Z',
    selfPaced: true,
  }),
  run('NoDatesX+2026', 'Not scheduled yet', {}),
  run('InviteX+2026', 'By invitation only', { ...begun, invitationOnly: true }),
  run('FullX+2026', 'Full course', { ...begun, capacity: 0 }),
  run('ModesX+2026', 'With a certificate for sale', { ...begun, modes: verified }),
]

function run(code: string, title: string, changes: Partial<CourseSpec>): CourseSpec {
  return { ...none, id: `course-v1:edX+${code}`, title, ...changes }
}
