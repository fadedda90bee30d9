import type { CourseSettings } from '../settings.ts'
import { courseDate } from '../web/dates.ts'

/** What Richie is told of a course run. The order of the keys is a part of it: openedx-api 6. */
export interface CourseRunPayload {
  readonly resource_link: string
  readonly start: string | null
  readonly end: string | null
  readonly enrollment_start: string | null
  readonly enrollment_end: string | null
  readonly languages: readonly string[]
  readonly enrollment_count: number
  readonly catalog_visibility: string
}

/**
 * The payload of richie-openedx-sync 1.4: `enrollmentCount` counts all rows, inactive ones too. A real course has one
 * language; here a course may have several, for Richie takes a list.
 */
export function courseRunPayload(
  course: CourseSettings,
  courseLink: string,
  enrollmentCount: number,
): CourseRunPayload {
  const start = isoFormat(course.start)
  return {
    resource_link: courseLink.replaceAll('{course_id}', () => course.id),
    start,
    end: isoFormat(course.end),
    enrollment_start: isoFormat(course.enrollmentStart) ?? start,
    enrollment_end: isoFormat(course.enrollmentEnd),
    languages: course.languages,
    enrollment_count: enrollmentCount,
    catalog_visibility: course.catalogVisibility,
  }
}

/** Python's isoformat() of a date in UTC: no fraction where the second is whole. */
function isoFormat(date: string | null): string | null {
  return courseDate(date)?.replace('Z', '+00:00') ?? null
}
