import type { CourseMode, CourseSettings } from '../settings/settings.ts'
import type { Enrollment } from '../store/enrollments.ts'
import type { Exchange } from '../web/exchange.ts'

/** The default mode of a course for which none is configured: openedx-api 1.5. */
const audit: CourseMode = { slug: 'audit', name: 'Audit', minPrice: 0, currency: 'usd', expires: null }

/** The modes that are offered now, or all of them. */
export function modesOf(course: CourseSettings, now: Date, includesExpired: boolean): readonly CourseMode[] {
  const modes = course.modes.length === 0 ? [audit] : course.modes
  return modes.filter(
    (mode) => includesExpired || mode.expires === null || Date.parse(mode.expires) > now.getTime(),
  )
}

/** The `course_details` object, its keys in the real order: openedx-api 1.5, teak-measured [014-020, 236]. */
export function courseDetails(
  { release: { enrollment: facts }, now }: Exchange,
  course: CourseSettings,
  includesExpired = false,
): Record<string, unknown> {
  return {
    course_id: course.id,
    ...(facts.tellsCourseName ? { course_name: course.title } : {}),
    enrollment_start: facts.courseDate(course.enrollmentStart),
    enrollment_end: facts.courseDate(course.enrollmentEnd),
    course_start: facts.courseDate(course.start),
    course_end: facts.courseDate(course.end),
    invite_only: course.invitationOnly,
    course_modes: modesOf(course, now, includesExpired).map((mode) => ({
      slug: mode.slug,
      name: mode.name,
      min_price: mode.minPrice,
      suggested_prices: '',
      currency: mode.currency,
      expiration_datetime: facts.courseDate(mode.expires),
      description: null,
      sku: null,
      ...(facts.tellsBulkSku ? { bulk_sku: null } : {}),
    })),
    ...(facts.tellsPacing ? { pacing_type: course.selfPaced ? 'Self Paced' : 'Instructor Paced' } : {}),
  }
}

/** The enrollment object that Richie reads `is_active` from: openedx-api 1.5, teak-measured [236]. */
export function enrollmentObject(
  exchange: Exchange,
  enrollment: Enrollment,
  course: CourseSettings,
  username: string,
): Record<string, unknown> {
  return {
    created: enrollment.created,
    mode: enrollment.mode,
    is_active: enrollment.isActive,
    course_details: courseDetails(exchange, course),
    user: username,
  }
}
