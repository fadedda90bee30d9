import { csrfRefusedPage } from '../html/layout.ts'
import { page, redirect, type Answer } from '../web/answer.ts'
import { csrfFailure } from '../web/csrf/csrf.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/next.ts'
import { formOf } from '../web/request.ts'
import { isCourseKey } from './course-key.ts'
import { enroll } from './enroll.ts'

/**
 * POST /change_enrollment, the platform's own enroll and unenroll button: openedx-api 1.4, teak-measured [293]. The mock's
 * pages also send `mock_return`, an address to come back to, so that its plain forms need no script.
 */
export async function changeEnrollmentView(exchange: Exchange): Promise<Answer> {
  const failure = await csrfFailure(exchange)
  if (failure !== undefined) return csrfRefusedPage(exchange, failure)
  if (exchange.user === undefined) {
    decide(exchange, '1.4 change_enrollment', 'nobody is logged in')
    return page(403, '')
  }
  const form = await formOf(exchange)
  const answer = change(exchange, form.get('enrollment_action') ?? '', form.get('course_id') ?? '')
  const back = safeNext(exchange, form.get('mock_return'))
  return back === undefined ? answer : redirect(fromPage(back))
}

function change(exchange: Exchange, action: string, courseId: string): Answer {
  const { store, now, user: learner } = exchange
  const course = isCourseKey(courseId) ? store.courses.find(courseId) : undefined
  if (learner === undefined || courseId === '') return refuse(exchange, 'Course id not specified')
  if (course === undefined) return refuse(exchange, 'Invalid course id')
  const current = store.enrollments.find(learner.id, courseId)
  decide(exchange, '1.4 change_enrollment')
  if (action === 'unenroll') {
    if (current?.isActive !== true) return refuse(exchange, 'You are not enrolled in this course')
    store.enrollments.save(learner.id, courseId, current.mode, false, current.created)
    return page(200, '')
  }
  if (action !== 'enroll') return refuse(exchange, 'Enrollment action is invalid')
  const outcome = store.transaction(() => enroll(store, { learner, course, mode: null, isActive: null }, now))
  if (outcome.kind === 'enrolled') return page(200, '')
  return refuse(exchange, 'Could not enroll', outcome.kind === 'closed' ? outcome.why : 'no mode is offered')
}

function refuse(exchange: Exchange, text: string, why = text): Answer {
  decide(exchange, '1.4 change_enrollment', why)
  return page(400, text)
}
