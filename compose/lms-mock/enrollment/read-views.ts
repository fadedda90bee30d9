import { apiView } from '../rest/api-view.ts'
import type { Caller } from '../rest/authenticate.ts'
import type { Learner } from '../store/learner-row.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { courseDetails, enrollmentObject } from './course-details.ts'
import { listsOthers, readsOthers } from './course-key.ts'

/** GET enrollment/{username},{course_id}, or without username: openedx-api 1.2, teak-measured [100-121]. */
export function enrollmentView(username: string | undefined, courseId: string): View {
  return apiView({
    name: 'Enrollment',
    rule: '1.2 anonymous',
    permission: 'learnerOrApiKey',
    sendsCsrfCookies: ['GET'],
    handlers: {
      GET: (exchange, caller) => {
        const own = caller.learner?.username
        const wanted = username ?? own ?? ''
        if (wanted !== own && !readsOthers(exchange, caller)) {
          decide(exchange, '1.2 other user', `${own ?? 'nobody'} may not read the enrolment of ${wanted}`)
          return empty(404)
        }
        const learner = exchange.store.learners.byUsername(wanted)
        if (learner === undefined) {
          decide(exchange, '1.2 never enrolled', `there is no learner ${wanted}`)
          return empty(200)
        }
        return enrollmentAnswer(exchange, learner, courseId)
      },
    },
  })
}

/** The list of the learner's active enrollments; somebody else's looks empty, unless staff or key ask: openedx-api 1.3. */
export function listEnrollments(exchange: Exchange, caller: Caller): Answer {
  const asked = exchange.query.get('user') ?? ''
  const own = caller.learner?.username
  const wanted = asked === '' ? (own ?? '') : asked
  const learner = exchange.store.learners.byUsername(wanted)
  if (wanted !== own && !listsOthers(caller)) {
    decide(exchange, '1.3 other user', `${own ?? 'nobody'} is not staff: the list of ${wanted} looks empty`)
    return json(200, [])
  }
  decide(exchange, wanted === own ? '1.3 own list' : '1.3 staff or API key')
  const rows = learner === undefined ? [] : exchange.store.enrollments.active(learner.id)
  const objects = rows.flatMap((enrollment) => {
    const course = exchange.store.courses.find(enrollment.courseId)
    return course === undefined ? [] : [enrollmentObject(exchange, enrollment, course, wanted)]
  })
  return json(200, objects)
}

/** GET course/{course_id}: open to all; any non-empty include_expired counts: openedx-api 1.5, teak-measured [014-020]. */
export function courseDetailsView(courseId: string): View {
  return apiView({
    name: 'Enrollment Course Detail',
    permission: 'anyone',
    handlers: {
      GET: (exchange) => {
        const course = exchange.store.courses.find(courseId)
        const includesExpired = (exchange.query.get('include_expired') ?? '') !== ''
        if (course === undefined) {
          decide(exchange, '1.5 unknown course', `there is no course ${courseId}`)
          return json(400, { message: `No course found for course ID '${courseId}'` })
        }
        decide(exchange, '1.5')
        return json(200, courseDetails(exchange, course, includesExpired))
      },
    },
  })
}

/** GET roles/: openedx-api 1.1, teak-measured [290]. */
export const rolesView = apiView({
  name: 'Enrollment User Roles',
  permission: 'learner',
  isCrossDomain: true,
  sendsCsrfCookies: ['GET'],
  handlers: {
    GET: (exchange, caller) => {
      decide(exchange, '1.1 roles')
      return json(200, { roles: [], is_staff: caller.learner?.isStaff === true })
    },
  },
})

function enrollmentAnswer(exchange: Exchange, learner: Learner, courseId: string): Answer {
  const enrollment = exchange.store.enrollments.find(learner.id, courseId)
  const course = exchange.store.courses.find(courseId)
  if (course === undefined) {
    decide(exchange, '1.2 unknown course', `there is no course ${courseId}`)
    return empty(200)
  }
  if (enrollment === undefined) {
    decide(exchange, '1.2 never enrolled')
    return empty(200)
  }
  decide(exchange, enrollment.isActive ? '1.2 enrolled, active' : '1.2 row exists but inactive')
  return json(200, enrollmentObject(exchange, enrollment, course, learner.username))
}
