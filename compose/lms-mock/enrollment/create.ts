import type { Caller } from '../rest/authenticate.ts'
import { parseBody } from '../rest/body.ts'
import type { Learner } from '../store/learner-row.ts'
import { json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { enrollmentObject } from './course-details.ts'
import { isCourseKey, actsForOthers } from './course-key.ts'
import { changeEnrollment, enroll, type EnrollmentOutcome, type EnrollmentWish } from './enroll.ts'
import {
  badActivation,
  closed,
  modeForbidden,
  modeMismatch,
  modeNotOffered,
  noCourseId,
  refusedInWords,
  somebodyElse,
  unknownCourse,
  unknownLearner,
} from './refusals.ts'

type Body = Readonly<Record<string, unknown>>

/** POST enrollment: the checks of openedx-api 1.4 in their order; each refusal knows its row. */
export async function createEnrollment(exchange: Exchange, caller: Caller): Promise<Answer> {
  const parsed = await parseBody(exchange, caller)
  if ('refusal' in parsed) return parsed.refusal
  const body = asObject(parsed.value, 'body')
  const courseId = asObject(body['course_details'] ?? missing(body), 'course_details')['course_id']
  if (isFalsy(courseId)) return noCourseId(exchange)
  if (typeof courseId !== 'string' || !isCourseKey(courseId))
    return unknownCourse(exchange, 2, pythonText(courseId))
  const learner = learnerOf(exchange, caller, body)
  if ('status' in learner) return learner
  const isActive = body['is_active'] ?? null
  if (isActive !== null && typeof isActive !== 'boolean') return badActivation(exchange, pythonText(isActive))
  const course = exchange.store.courses.find(courseId)
  if (course === undefined) return unknownCourse(exchange, 8, courseId)
  const mode = isFalsy(body['mode']) ? null : pythonText(body['mode'])
  const wish = { learner, course, mode, isActive }
  return refusalByFault(exchange, wish) ?? apply(exchange, caller, wish)
}

/** Finds whom to enroll: oneself, or with the API key or as staff anybody: rows 3, 4, 5. */
function learnerOf(exchange: Exchange, caller: Caller, body: Body): Learner | Answer {
  const { learners } = exchange.store
  const isPrivileged = actsForOthers(exchange, caller)
  const asked = isFalsy(body['user']) ? undefined : pythonText(body['user'])
  if (asked !== undefined && asked !== caller.learner?.username && !isPrivileged)
    return somebodyElse(exchange, asked)
  const takesEmail = isPrivileged && exchange.release.enrollment.takesEmail && asked === undefined
  const email = takesEmail && !isFalsy(body['email']) ? pythonText(body['email']) : undefined
  const byEmail = email === undefined ? undefined : learners.byEmail(email)
  if (email !== undefined && byEmail === undefined)
    return unknownLearner(exchange, `with the email address ${email}`)
  const mode = body['mode'] ?? null
  if (mode !== null && mode !== 'audit' && mode !== 'honor' && !isPrivileged)
    return modeForbidden(exchange, pythonText(mode))
  const username = asked ?? byEmail?.username ?? caller.learner?.username ?? ''
  return learners.byUsername(username) ?? unknownLearner(exchange, username)
}

function refusalByFault(exchange: Exchange, { learner, course }: EnrollmentWish): Answer | undefined {
  const { faults } = exchange
  if (faults.has('enrollment-refused'))
    return closed(exchange, learner.username, course.id, 'fault enrollment-refused is on')
  if (!faults.has('enrollment-refused-in-words')) return undefined
  const words = faults.get('enrollment-refused-in-words') ?? ''
  return refusedInWords(
    exchange,
    words === '' ? 'You have not met the prerequisites for this course.' : words,
  )
}

function apply(exchange: Exchange, caller: Caller, wish: EnrollmentWish): Answer {
  const { store, now } = exchange
  const { learner, course, mode, isActive } = wish
  const current = store.enrollments.find(learner.id, course.id)
  const changesMode = current !== undefined && mode !== null && current.mode !== mode
  const changesActivity = current !== undefined && isActive !== null && current.isActive !== isActive
  const changes = actsForOthers(exchange, caller) && (changesMode || changesActivity)
  if (current === undefined || !changes) {
    decide(exchange, current?.isActive === true ? '1.4 row 11' : '1.4 row 12')
    return answerOf(
      exchange,
      store.transaction(() => enroll(store, wish, now)),
      wish,
    )
  }
  if (changesMode && changesActivity && !isActive) return modeMismatch(exchange, current.mode, mode)
  decide(exchange, '1.4 changed by staff or API key')
  return answerOf(exchange, changeEnrollment(store, current, wish, now), wish)
}

function answerOf(exchange: Exchange, outcome: EnrollmentOutcome, wish: EnrollmentWish): Answer {
  const { course, learner } = wish
  switch (outcome.kind) {
    case 'enrolled':
      return json(200, enrollmentObject(exchange, outcome.enrollment, course, learner.username))
    case 'closed':
      return closed(exchange, learner.username, course.id, outcome.why)
    case 'modeUnavailable':
      return modeNotOffered(exchange, course, outcome.mode)
  }
}

/** An absent `course_details` counts as an empty one; null does not, and breaks the platform: teak-measured [211]. */
function missing(body: Body): unknown {
  return 'course_details' in body ? null : {}
}

/** The platform calls `.get` on these without looking, and answers 500 for anything else: teak-measured [202, 211, 214]. */
function asObject(value: unknown, what: string): Body {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${what} is not an object: the platform fails here too`)
  return value as Body
}

function isFalsy(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false || value === 0
}

function pythonText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
