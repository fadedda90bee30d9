import { isLinkOf, type Lms } from '../../../plan/lms.ts'
import { routeLink } from '../../../plan/route-link.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Browser } from './browser.ts'

/** What came of enrolling the learner for a try. */
export type Enrolment = {
  readonly course: string
  /** The learner was enrolled before, so nothing was tried: it would have ended with unenrolling them. */
  readonly already: boolean
  readonly posted?: Exchange
  /** Read back after it. */
  readonly read?: Exchange
  readonly left?: Exchange
}

/** A course run that no platform has: Open edX looks for it only after authentication and CSRF (openedx-api 1.4, rows 0 to 8). */
export const noCourse = 'course-v1:campus+check+none'

/** Id of a course run of this LMS in which one can enrol now: that of a link that was named, else one of the plan's. */
export function openCourse(lms: Lms, now: Date, links: readonly string[]): string | undefined {
  const { courses, connection } = lms
  const isPast = (date: string | null) => date !== null && Date.parse(date) <= now.getTime()
  const isOpen = (course: Lms['courses'][number]) =>
    isPast(course.enrollmentStart) &&
    isPast(course.start) &&
    !isPast(course.enrollmentEnd) &&
    !isPast(course.end) &&
    !course.invitationOnly &&
    course.capacity === null
  const named = links
    .filter((link) => isLinkOf(lms, link))
    .map((link) => routeLink([connection], link).js.courseId)
    .find((id) => id !== null)
  return named ?? courses.find(isOpen)?.id
}

/** The POST by which Richie's page enrols; the token is the one that its scripts can read (openedx-api 1.7). */
export async function postEnrolment(
  { fromPage, readable }: Browser,
  { connection }: Lms,
  user: string | undefined,
  course: string,
): Promise<Exchange> {
  return await fromPage(enrollmentPath, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-CSRFToken': readable().get(connection.lmsRules.csrfCookie) ?? '',
    },
    body: JSON.stringify({ user, course_details: { course_id: course } }),
  })
}

/**
 * Enrols the learner, reads it back, and unenrols with the platform's own button: a POST of a learner with `is_active: false`
 * is ignored (openedx-api 1.4), `change_enrollment` is not (openedx-teak-measured.md, New).
 */
export async function enrolAndLeave(
  browser: Browser,
  lms: Lms,
  before: Exchange,
  user: string | undefined,
  course: string,
): Promise<Enrolment> {
  if (isActive(before)) return { course, already: true }
  const posted = await postEnrolment(browser, lms, user, course)
  const { status = 0 } = posted.answer ?? {}
  if (status >= 400 && status < 500) return { course, already: false, posted }
  // Whatever was answered, and whether or not the check is stopped meanwhile: the learner may be enrolled now.
  const read = isActive(posted)
    ? await browser.fromPage(`${enrollmentPath}/${user ?? ''},${course}`).catch(() => undefined)
    : undefined
  const form = { enrollment_action: 'unenroll', course_id: course }
  const left = await browser.fromOwn('/change_enrollment', form, { isLast: true })
  return { course, already: false, posted, ...(read === undefined ? {} : { read }), left }
}

/** Whether the platform's own button unenrolled the learner: an empty 200 (openedx-teak-measured.md, New). */
export function isTakenOut({ answer }: Exchange): boolean {
  return answer?.status === 200 && answer.body.trim() === ''
}

/** Whether an answer holds an enrolment that is active. */
export function isActive({ answer }: Exchange): boolean {
  try {
    return (
      answer?.status === 200 &&
      (JSON.parse(answer.body) as { is_active?: unknown } | null)?.is_active === true
    )
  } catch {
    return false
  }
}

/** openedx-api 1.1: the list, and where Richie enrols; no slash at the end. */
export const enrollmentPath = '/api/enrollment/v1/enrollment'

/** An origin that no LMS knows: `.invalid` is nobody's (RFC 2606). */
export const foreignOrigin = 'https://foreign.invalid'
