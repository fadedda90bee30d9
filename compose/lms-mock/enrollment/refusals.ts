import type { CourseSettings } from '../settings/settings.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { courseDetails } from './course-details.ts'

/** Row 1 of openedx-api 1.4. */
export function noCourseId(exchange: Exchange): Answer {
  decide(exchange, '1.4 row 1', 'course_details.course_id is missing or empty')
  return json(400, { message: 'Course ID must be specified to create a new enrollment.' })
}

/** Rows 2 and 8: an id that is none, and one of no course, in the same words. */
export function unknownCourse(exchange: Exchange, row: 2 | 8, courseId: string): Answer {
  const why = row === 2 ? `${courseId} is not a course id` : `there is no course ${courseId}`
  decide(exchange, `1.4 row ${row}`, why)
  return json(400, { message: `No course '${courseId}' found for enrollment` })
}

/** Row 3: zero bytes. */
export function somebodyElse(exchange: Exchange, username: string): Answer {
  const own = exchange.user?.username ?? 'nobody'
  decide(exchange, '1.4 row 3', `${own} may not enrol ${username}`)
  return empty(404)
}

/** Row 4. */
export function modeForbidden(exchange: Exchange, mode: string): Answer {
  decide(exchange, '1.4 row 4', `a learner may not choose mode ${mode}`)
  const message = `User does not have permission to create enrollment with mode [${mode}].`
  return json(403, { message })
}

/** Row 5, by username or by e-mail address: teak-measured, New. */
export function unknownLearner(exchange: Exchange, who: string): Answer {
  decide(exchange, '1.4 row 5', `there is no learner ${who.replace('with the email address ', '')}`)
  return json(406, { message: `The user ${who} does not exist.` })
}

/** Row 7. */
export function badActivation(exchange: Exchange, value: string): Answer {
  decide(exchange, '1.4 row 7', 'is_active is neither true nor false')
  return json(400, { message: `'${value}' is an invalid enrollment activation status.` })
}

/** Row 9. */
export function modeNotOffered(exchange: Exchange, course: CourseSettings, mode: string | null): Answer {
  decide(exchange, '1.4 row 9', `mode ${mode ?? 'audit or honor'} is not offered, or has expired`)
  const message = exchange.release.enrollment.modeUnavailable(mode, course.id)
  return json(400, { message, course_details: courseDetails(exchange, course) })
}

/** Row 10: one text for closed, not yet open, invitation only and full. */
export function closed(exchange: Exchange, username: string, courseId: string, why: string): Answer {
  decide(exchange, '1.4 row 10', why)
  const what = 'An error occurred while creating the new course enrollment for user'
  return json(400, { message: `${what} '${username}' in course '${courseId}'` })
}

/** Row 13: a plugin's own words, which Richie shows. */
export function refusedInWords(exchange: Exchange, words: string): Answer {
  decide(exchange, '1.4 row 13', 'fault enrollment-refused-in-words is on')
  return json(403, { message: words, localizedMessage: words })
}

/** A deactivation that names a mode other than the active one: openedx-api 1.4. */
export function modeMismatch(exchange: Exchange, active: string, requested: string): Answer {
  const message = `Enrollment mode mismatch: active mode=${active}, requested mode=${requested}. Won't deactivate.`
  decide(exchange, '1.4 mode mismatch', `the active mode is ${active}`)
  return json(400, { message })
}

/** The text of row 9 in dogwood: openedx-api 1.4. */
export function modeNotAvailable(mode: string | null, courseId: string): string {
  return `The course mode '${mode ?? 'None'}' is not available for course '${courseId}'.`
}

/** The same since: openedx-api 1.4, teak-measured, New. */
export function modeUnavailable(mode: string | null, courseId: string): string {
  return `The [${mode ?? 'None'}] course mode is expired or otherwise unavailable for course run [${courseId}].`
}
