import type { CourseSpec, LmsSpec } from '../environment/schema.ts'
import type { Connection } from './connection.ts'
import { defaultCourses } from './default-courses.ts'

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
  const specs = (lms.courses ?? (lms.provider === 'mock' ? defaultCourses : [])).map((spec) =>
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

/** The spec alone tells Richie of an external LMS's course: where it says nothing of dates, the course is open. */
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
