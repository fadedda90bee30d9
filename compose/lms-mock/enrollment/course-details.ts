import type { CourseMode, CourseSettings } from '../settings.ts'
import type { Enrollment } from '../store/enrollments.ts'
import { courseDate } from '../web/dates.ts'

/** The default mode of a course for which none is configured: openedx-api 1.5. */
const AUDIT: CourseMode = { slug: 'audit', name: 'Audit', minPrice: 0, currency: 'usd', expires: null }

/** The modes that are offered now, or all of them. */
export function modesOf(course: CourseSettings, now: Date, includesExpired: boolean): readonly CourseMode[] {
  const modes = course.modes.length === 0 ? [AUDIT] : course.modes
  return modes.filter(
    (mode) => includesExpired || mode.expires === null || Date.parse(mode.expires) > now.getTime(),
  )
}

/** The `course_details` object, its keys in the real order: openedx-api 1.5, teak-measured [014-020, 236]. */
export function courseDetails(
  course: CourseSettings,
  now: Date,
  includesExpired = false,
): Record<string, unknown> {
  return {
    course_id: course.id,
    course_name: course.title,
    enrollment_start: courseDate(course.enrollmentStart),
    enrollment_end: courseDate(course.enrollmentEnd),
    course_start: courseDate(course.start),
    course_end: courseDate(course.end),
    invite_only: course.invitationOnly,
    course_modes: modesOf(course, now, includesExpired).map((mode) => modeDetails(mode)),
    pacing_type: course.selfPaced ? 'Self Paced' : 'Instructor Paced',
  }
}

/** The enrollment object that Richie reads `is_active` from: openedx-api 1.5, teak-measured [236]. */
export function enrollmentObject(
  enrollment: Enrollment,
  course: CourseSettings,
  username: string,
  now: Date,
): Record<string, unknown> {
  return {
    created: enrollment.created,
    mode: enrollment.mode,
    is_active: enrollment.isActive,
    course_details: courseDetails(course, now),
    user: username,
  }
}

function modeDetails(mode: CourseMode): Record<string, unknown> {
  return {
    slug: mode.slug,
    name: mode.name,
    min_price: mode.minPrice,
    suggested_prices: '',
    currency: mode.currency,
    expiration_datetime: courseDate(mode.expires),
    description: null,
    sku: null,
    bulk_sku: null,
  }
}
