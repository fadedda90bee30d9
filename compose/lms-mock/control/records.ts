import type { CourseSettings } from '../settings/settings.ts'
import { courseState, type CourseState } from './course-state.ts'
import type { ControlWorld } from './world.ts'

/** A course run as it is now. */
export type CourseReport = {
  readonly state: CourseState
  /** Places that are taken. */
  readonly taken: number
  /** What differs from the spec. */
  readonly changed: readonly string[]
} & CourseSettings

/** The course runs, in the order of the spec. */
export function reportCourses({ store, now }: ControlWorld): readonly CourseReport[] {
  const moment = now()
  return store.courses.all().map((course) => {
    const taken = store.enrollments.countActive(course.id)
    const changed = Object.keys(store.courses.overridden(course.id) ?? {})
    return { ...course, state: courseState(course, taken, moment), taken, changed }
  })
}

/** Up to 100 enrolments, inactive ones too, and the id after which the next ones come. */
export type EnrollmentsReport = {
  readonly enrollments: readonly {
    readonly username: string
    readonly course: string
    readonly mode: string
    readonly active: boolean
    readonly created: string
  }[]
  readonly next: number | null
}

/** Enrolments in the order they were made; of one learner where a username is given. */
export function reportEnrollments({ store }: ControlWorld, query: URLSearchParams): EnrollmentsReport {
  const learner = query.get('learner')?.trim() ?? ''
  const rows = store.enrollments.all(idOf(query), page, learner === '' ? null : learner)
  return {
    enrollments: rows.map(({ learnerId, courseId, mode, isActive, created }) => ({
      username: store.learners.byId(learnerId)?.username ?? '',
      course: courseId,
      mode,
      active: isActive,
      created,
    })),
    next: rows.length < page ? null : (rows.at(-1)?.id ?? null),
  }
}

/** A learner as the control page knows one. */
export type LearnerReport = {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly name: string
  readonly staff: boolean
  readonly active: boolean
  readonly lastLogin: string | null
  /** Sessions that are alive. */
  readonly sessions: number
  readonly enrollments: number
  /** Until when too many wrong passwords lock the account. */
  readonly lockedUntil: string | null
}

/** Up to 100 learners, and the id after which the next ones come. */
export type LearnersReport = {
  readonly learners: readonly LearnerReport[]
  readonly next: number | null
}

/** Learners in the order they joined, those whose username, name or address contains a text where one is given. */
export function reportLearners({ store, now }: ControlWorld, query: URLSearchParams): LearnersReport {
  const moment = now()
  const learners = store.learners.page(idOf(query), page, query.get('contains')?.trim() ?? '')
  return {
    learners: learners.map(({ id, username, email, name, isStaff, isActive, lastLogin, lockedUntil }) => ({
      id,
      username,
      email,
      name,
      staff: isStaff,
      active: isActive,
      lastLogin,
      sessions: store.sessions.count(id, moment),
      enrollments: store.enrollments.active(id).length,
      lockedUntil: lockedUntil !== null && lockedUntil > moment.toISOString() ? lockedUntil : null,
    })),
    next: learners.length < page ? null : (learners.at(-1)?.id ?? null),
  }
}

/** The id after which a page begins. */
function idOf(query: URLSearchParams): number {
  const text = query.get('after') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}

/** How many rows a page has. */
const page = 100
