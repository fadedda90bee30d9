import { apiView } from '../rest/api-view.ts'
import type { Caller } from '../rest/authenticate.ts'
import { parseBody } from '../rest/body.ts'
import type { AllowedEnrollment } from '../store/allowed.ts'
import { timestamp } from '../text/dates.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { isCourseKey } from './course-key.ts'

const rule = '1.1 enrollment_allowed'

/** enrollment_allowed/: who may enroll by e-mail address although enrollment is closed; for staff: openedx-api 1.1 (bodies inferred from a later version). */
export const enrollmentAllowedView = apiView({
  name: 'Enrollment Allowed',
  permission: 'staff',
  handlers: {
    GET: (exchange, caller) => {
      decide(exchange, rule)
      const email = exchange.query.get('email') ?? ''
      const wanted = email === '' ? (caller.learner?.email ?? '') : email
      return json(
        200,
        exchange.store.allowed.of(wanted).map((allowed) => objectOf(exchange, allowed)),
      )
    },
    POST: async (exchange, caller) => await withFields(exchange, caller, add),
    DELETE: async (exchange, caller) => await withFields(exchange, caller, remove),
  },
})

function add(exchange: Exchange, email: string, courseId: string, autoEnroll: boolean): Answer {
  const allowed = { email, courseId, autoEnroll, created: timestamp(exchange.now) }
  if (exchange.store.allowed.add(allowed)) return json(201, objectOf(exchange, allowed))
  decide(exchange, rule, `${email} is allowed already`)
  const message = `An enrollment allowed with email ${email} and course ${courseId} already exists.`
  return json(409, { message })
}

function remove(exchange: Exchange, email: string, courseId: string): Answer {
  if (exchange.store.allowed.remove(email, courseId)) return empty(204)
  decide(exchange, rule, `${email} is not allowed`)
  const message = `An enrollment allowed with email ${email} and course ${courseId} doesn't exists.`
  return json(404, { message })
}

async function withFields(
  exchange: Exchange,
  caller: Caller,
  work: (exchange: Exchange, email: string, courseId: string, autoEnroll: boolean) => Answer,
): Promise<Answer> {
  const parsed = await parseBody(exchange, caller)
  if ('refusal' in parsed) return parsed.refusal
  const body = { ...(parsed.value as Record<string, unknown>) }
  const { email, course_id: courseId } = body
  const missing = ['email', 'course_id'].filter(
    (field) => typeof body[field] !== 'string' || body[field] === '',
  )
  decide(exchange, rule, missing.length === 0 ? undefined : `missing: ${missing.join(', ')}`)
  if (typeof email !== 'string' || typeof courseId !== 'string' || missing.length > 0)
    return json(400, Object.fromEntries(missing.map((field) => [field, ['This field is required.']])))
  if (!isCourseKey(courseId)) {
    decide(exchange, rule, `${courseId} is not a course id`)
    return json(400, { course_id: [`Invalid course key: ${courseId}`] })
  }
  return work(exchange, email, courseId, body['auto_enroll'] === true)
}

function objectOf({ store }: Exchange, allowed: AllowedEnrollment): object {
  const { email, courseId: course_id, autoEnroll: auto_enroll, created } = allowed
  return { email, course_id, auto_enroll, created, user: store.learners.byEmail(email)?.id ?? null }
}
