import type { Caller } from '../api/authenticate.ts'
import { parseBody } from '../api/body.ts'
import type { CourseSettings } from '../settings.ts'
import type { Learner } from '../store/learners.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import { isCourseKey } from './course-key.ts'
import { courseDetails, enrollmentObject } from './course-details.ts'
import { changeEnrollment, enroll, type EnrollmentOutcome, type EnrollmentWish } from './enroll.ts'
import { isPrivileged } from './read-views.ts'

/** POST enrollment: the checks of openedx-api 1.4 in their order, the row's number beside each. */
export async function createEnrollment(exchange: Exchange, caller: Caller): Promise<Answer> {
  const parsed = await parseBody(exchange, caller)
  if ('refusal' in parsed) {
    return parsed.refusal
  }
  const body = asObject(parsed.value, 'body')
  const courseId = asObject(body['course_details'] ?? missing(body), 'course_details')['course_id']
  if (isFalsy(courseId)) {
    return json(400, { message: 'Course ID must be specified to create a new enrollment.' }) // 1
  }
  if (typeof courseId !== 'string' || !isCourseKey(courseId)) {
    return unknownCourse(courseId) // 2
  }
  const learner = learnerOf(exchange, caller, body)
  if ('status' in learner) {
    return learner // 3 to 5
  }
  const isActive = body['is_active'] ?? null
  if (isActive !== null && typeof isActive !== 'boolean') {
    return json(400, { message: `'${pythonText(isActive)}' is an invalid enrollment activation status.` }) // 7
  }
  const course = exchange.store.courses.find(courseId)
  if (course === undefined) {
    return unknownCourse(courseId) // 8
  }
  const mode = isFalsy(body['mode']) ? null : pythonText(body['mode'])
  return apply(exchange, caller, { learner, course, mode, isActive })
}

/** Finds whom to enroll: oneself, or with the API key or as staff anybody: rows 3, 4, 5. */
function learnerOf(
  exchange: Exchange,
  caller: Caller,
  body: Readonly<Record<string, unknown>>,
): Learner | Answer {
  const { learners } = exchange.store
  const asked = isFalsy(body['user']) ? undefined : pythonText(body['user'])
  if (asked !== undefined && asked !== caller.learner?.username && !isPrivileged(caller)) {
    return empty(404)
  }
  const email = isFalsy(body['email']) || !isPrivileged(caller) ? undefined : pythonText(body['email'])
  const byEmail = asked === undefined && email !== undefined ? learners.byEmail(email) : undefined
  if (asked === undefined && email !== undefined && byEmail === undefined) {
    return json(406, { message: `The user with the email address ${email} does not exist.` })
  }
  const mode = body['mode'] ?? null
  if (mode !== null && mode !== 'audit' && mode !== 'honor' && !isPrivileged(caller)) {
    return json(403, {
      message: `User does not have permission to create enrollment with mode [${pythonText(mode)}].`,
    })
  }
  const username = asked ?? byEmail?.username ?? caller.learner?.username ?? ''
  return learners.byUsername(username) ?? json(406, { message: `The user ${username} does not exist.` })
}

function apply(exchange: Exchange, caller: Caller, wish: EnrollmentWish): Answer {
  const { store, now } = exchange
  const { learner, course, mode, isActive } = wish
  const current = store.enrollments.find(learner.id, course.id)
  const changesMode = current !== undefined && mode !== null && current.mode !== mode
  const changesActivity = current !== undefined && isActive !== null && current.isActive !== isActive
  if (current === undefined || !isPrivileged(caller) || !(changesMode || changesActivity)) {
    const outcome = store.transaction(() => enroll(store, wish, now))
    return answerOf(outcome, course, learner, now) // 9 to 12
  }
  if (changesMode && changesActivity && !isActive) {
    const message = `Enrollment mode mismatch: active mode=${current.mode}, requested mode=${mode}. Won't deactivate.`
    return json(400, { message })
  }
  return answerOf(changeEnrollment(store, current, wish, now), course, learner, now)
}

function answerOf(outcome: EnrollmentOutcome, course: CourseSettings, learner: Learner, now: Date): Answer {
  if (outcome.kind === 'enrolled') {
    return json(200, enrollmentObject(outcome.enrollment, course, learner.username, now))
  }
  if (outcome.kind === 'closed') {
    const what = 'An error occurred while creating the new course enrollment for user'
    return json(400, { message: `${what} '${learner.username}' in course '${course.id}'` })
  }
  const message = `The [${outcome.mode ?? 'None'}] course mode is expired or otherwise unavailable for course run [${course.id}].`
  return json(400, { message, course_details: courseDetails(course, now) })
}

function unknownCourse(courseId: unknown): Answer {
  return json(400, { message: `No course '${pythonText(courseId)}' found for enrollment` })
}

/** An absent `course_details` counts as an empty one; null does not, and breaks the platform: teak-measured [211]. */
function missing(body: Readonly<Record<string, unknown>>): unknown {
  return 'course_details' in body ? null : {}
}

/** The platform calls `.get` on these without looking, and answers 500 for anything else: teak-measured [202, 211, 214]. */
function asObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${what} is not an object: the platform fails here too`)
  }
  return value as Readonly<Record<string, unknown>>
}

function isFalsy(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false || value === 0
}

function pythonText(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False'
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
