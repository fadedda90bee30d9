import { apiView } from '../api/view.ts'
import type { Caller } from '../api/authenticate.ts'
import type { Learner } from '../store/learners.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { courseDetails, enrollmentObject } from './course-details.ts'

/** GET enrollment/{username},{course_id}, or without username: openedx-api 1.2, teak-measured [100-121]. */
export function enrollmentView(username: string | undefined, courseId: string): View {
  return apiView({
    name: 'Enrollment',
    permission: 'learnerOrApiKey',
    sendsCsrfCookies: ['GET'],
    handlers: {
      GET: (exchange, caller) => {
        const wanted = username ?? caller.learner?.username ?? ''
        if (wanted !== caller.learner?.username && !isPrivileged(caller)) {
          return empty(404)
        }
        const learner = exchange.store.learners.byUsername(wanted)
        return learner === undefined ? empty(200) : enrollmentAnswer(exchange, learner, courseId)
      },
    },
  })
}

/** The list of the learner's active enrollments; somebody else's looks empty, unless staff or key ask: openedx-api 1.3. */
export function listEnrollments(exchange: Exchange, caller: Caller): Answer {
  const asked = exchange.query.get('user') ?? ''
  const wanted = asked === '' ? (caller.learner?.username ?? '') : asked
  const learner = exchange.store.learners.byUsername(wanted)
  if (learner === undefined || (wanted !== caller.learner?.username && !isPrivileged(caller))) {
    return json(200, [])
  }
  const objects = exchange.store.enrollments.active(learner.id).flatMap((enrollment) => {
    const course = exchange.store.courses.find(enrollment.courseId)
    return course === undefined ? [] : [enrollmentObject(enrollment, course, learner.username, exchange.now)]
  })
  return json(200, objects)
}

/** GET course/{course_id}: open to all; any non-empty include_expired counts: openedx-api 1.5, teak-measured [014-020]. */
export function courseDetailsView(courseId: string): View {
  return apiView({
    name: 'Enrollment Course Detail',
    permission: 'anyone',
    handlers: {
      GET: ({ store, query, now }) => {
        const course = store.courses.find(courseId)
        const includesExpired = (query.get('include_expired') ?? '') !== ''
        return course === undefined
          ? json(400, { message: `No course found for course ID '${courseId}'` })
          : json(200, courseDetails(course, now, includesExpired))
      },
    },
  })
}

/** GET roles/: teak-measured [290]. */
export const rolesView = apiView({
  name: 'Enrollment User Roles',
  permission: 'learner',
  isCrossDomain: true,
  sendsCsrfCookies: ['GET'],
  handlers: { GET: (_, caller) => json(200, { roles: [], is_staff: caller.learner?.isStaff === true }) },
})

/** Whether the caller may look at other people's enrollments. */
export function isPrivileged(caller: Caller): boolean {
  return caller.hasApiKey || caller.learner?.isStaff === true
}

function enrollmentAnswer({ store, now }: Exchange, learner: Learner, courseId: string): Answer {
  const enrollment = store.enrollments.find(learner.id, courseId)
  const course = store.courses.find(courseId)
  return enrollment === undefined || course === undefined
    ? empty(200)
    : json(200, enrollmentObject(enrollment, course, learner.username, now))
}
