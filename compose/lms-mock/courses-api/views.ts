import { whyClosedTo } from '../enrollment/enroll.ts'
import { notFoundPage } from '../html/layout.ts'
import { apiView } from '../rest/api-view.ts'
import { authenticate } from '../rest/authenticate.ts'
import type { CourseSettings } from '../settings/settings.ts'
import type { Learner } from '../store/learner-row.ts'
import { json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { keyParts } from './course-object.ts'
import { paginate } from './paginate.ts'

type Look = (exchange: Exchange, asWhom: Learner | undefined) => Answer

/** GET /api/courses/v1/courses/: the courses, a page at a time; open to all. */
export const courseListView = openView('Course List', (exchange, asWhom) => {
  const { courses: facts } = exchange.release
  const page = paginate(exchange, chosen(exchange, asWhom), facts.maxPageSize)
  if ('reason' in page) return refuse(exchange, 404, facts.invalidPage(page.page, page.reason))
  return json(200, { ...page, results: page.results.map((course) => facts.courseObject(exchange, course)) })
})

/** GET /api/courses/v1/courses/{id}: one course; what stands after the id plays no part, as in the platform's address pattern. */
export function courseView(rest: string): View {
  const [id] = /^[^/+]+[/+][^/+]+[/+][^/?]+/.exec(rest) ?? []
  return id === undefined
    ? notFoundPage
    : openView('Course Detail', (exchange, asWhom) => oneCourse(exchange, id, asWhom))
}

function oneCourse(exchange: Exchange, id: string, asWhom: Learner | undefined): Answer {
  const { store, query, release } = exchange
  const { courses: facts } = release
  if (facts.refusesBadKeys && !/^(?:course-v1:[^/+]+\+[^/+]+\+|[^/+:]+\/[^/+]+\/)[^/+]+$/.test(id)) {
    const problem = { developer_message: `'${id}' is not a valid course key.` }
    return json(400, { field_errors: { course_key: problem } })
  }
  const course = store.courses.find(id)
  if (course === undefined) return refuse(exchange, 404, facts.courseNotFound)
  const isAsked = facts.tellsIsEnrolled && query.has('username') && asWhom !== undefined
  return json(200, {
    ...facts.courseObject(exchange, course),
    ...(facts.tellsOverview ? { overview: null } : {}),
    ...(isAsked ? { is_enrolled: store.enrollments.find(asWhom.id, id)?.isActive === true } : {}),
  })
}

/** A view that needs no login but knows who has one, and on whose behalf they ask: course_api/api.py, get_effective_user. */
function openView(name: string, look: Look): View {
  return apiView({
    name,
    permission: 'anyone',
    handlers: {
      GET: async (exchange) => {
        const outcome = await authenticate(exchange, {})
        if ('refusal' in outcome) return outcome.refusal
        const { learner } = outcome.caller
        exchange.user = learner
        const asked = exchange.query.get('username') ?? ''
        if (asked === '' || asked === learner?.username) return look(exchange, learner)
        const other = exchange.store.learners.byUsername(asked)
        if (learner?.isStaff !== true) {
          decide(exchange, 'courses', `${learner?.username ?? 'nobody'} is neither ${asked} nor staff`)
          return refuse(exchange, 403, 'You do not have permission to perform this action.')
        }
        return other === undefined
          ? refuse(exchange, 404, exchange.release.courses.learnerNotFound)
          : look(exchange, other)
      },
    },
  })
}

function refuse({ release }: Exchange, status: number, text: string): Answer {
  return json(status, { [release.courses.errorKey]: text })
}

/** The courses that the query's filters leave, in the platform's order; a search looks through names and ids (inferred). */
function chosen(exchange: Exchange, asWhom: Learner | undefined): readonly CourseSettings[] {
  const { query, release, store, now } = exchange
  const { courses: facts } = release
  const asked = (name: string) => (query.get(name) ?? '').toLowerCase()
  const isLeft = (course: CourseSettings) =>
    ['', keyParts(course).org.toLowerCase()].includes(asked('org')) &&
    `${course.title} ${course.id}`.toLowerCase().includes(asked('search_term')) &&
    !['true', '1'].includes(asked('mobile'))
  const isLeftToo = (course: CourseSettings) =>
    (!['true', '1'].includes(asked('active_only')) ||
      course.end === null ||
      Date.parse(course.end) > now.getTime()) &&
    permissionsOf(query).every((permission) => isGranted(permission, asWhom, course, now))
  const left = store.courses
    .all()
    .filter((course) => (!facts.hasFilters || isLeft(course)) && (!facts.hasNewFilters || isLeftToo(course)))
  const place = (course: CourseSettings) => (facts.ordersByNumber ? keyParts(course).number : course.id)
  return left.toSorted((one, other) => (place(one) < place(other) ? -1 : Number(place(one) > place(other))))
}

function permissionsOf(query: URLSearchParams): readonly string[] {
  return query
    .getAll('permissions')
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '')
}

/** Staff may do all; others may enroll where it is open, and see: of the platform's permissions the two that a catalogue needs (inferred). */
function isGranted(
  permission: string,
  learner: Learner | undefined,
  course: CourseSettings,
  now: Date,
): boolean {
  if (permission === 'enroll') return whyClosedTo(learner, course, now) === undefined
  return learner?.isStaff === true || permission.startsWith('see_')
}
