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
  readonly languages: readonly string[]
}

/** The courses of an LMS: those of the spec, else one in each state that an enrol button can have. */
export function planCourses(key: string, lms: LmsSpec, connection: Connection): readonly Course[] {
  const specs = lms.courses ?? (lms.provider === 'mock' ? defaultCourses : [])
  return specs.map((spec) => ({
    lms: key,
    id: spec.id,
    code: courseCode(spec.id),
    title: spec.title,
    resourceLink: `${connection.baseUrl}/courses/${spec.id}/info`,
    start: spec.start ?? null,
    end: spec.end ?? null,
    enrollmentStart: spec.enrollmentStart ?? null,
    enrollmentEnd: spec.enrollmentEnd ?? null,
    invitationOnly: spec.invitationOnly,
    capacity: spec.capacity ?? null,
    languages: spec.languages,
  }))
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

const past = { start: '2026-01-12T09:00:00Z', enrollmentStart: '2025-11-01T09:00:00Z' }
const future = { start: '2035-09-03T09:00:00Z', end: '2035-12-17T09:00:00Z' }
const common = { invitationOnly: false, languages: ['en' as const] }

/** Fixed dates, far enough away: a demo that is drawn relative to today would drift out of its states. */
const defaultCourses: readonly CourseSpec[] = [
  { ...common, ...past, id: 'course-v1:edX+DemoX+Demo_Course', title: 'Demonstration course' },
  {
    ...common,
    ...future,
    id: 'course-v1:edX+LaterX+2035',
    title: 'Starts later, open already',
    enrollmentStart: past.enrollmentStart,
  },
  {
    ...common,
    ...future,
    id: 'course-v1:edX+SoonX+2035',
    title: 'Opens for enrolment later',
    enrollmentStart: '2035-06-01T09:00:00Z',
  },
  {
    ...common,
    ...past,
    id: 'course-v1:edX+ClosedX+2026',
    title: 'Running, enrolment closed',
    end: '2035-12-17T09:00:00Z',
    enrollmentEnd: '2026-02-01T09:00:00Z',
  },
  {
    ...common,
    ...past,
    id: 'course-v1:edX+PastX+2026',
    title: 'Archived course',
    end: '2026-06-30T09:00:00Z',
    enrollmentEnd: '2026-02-01T09:00:00Z',
  },
  { ...common, ...past, id: 'course-v1:edX+InviteX+2026', title: 'By invitation only', invitationOnly: true },
  { ...common, ...past, id: 'course-v1:edX+FullX+2026', title: 'Full course', capacity: 0 },
]
