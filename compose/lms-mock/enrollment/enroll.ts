import type { CourseSettings } from '../settings.ts'
import type { Enrollment } from '../store/enrollments.ts'
import type { Learner } from '../store/learners.ts'
import type { Store } from '../store/store.ts'
import { timestamp } from '../web/dates.ts'
import { modesOf } from './course-details.ts'

/** What is asked of the platform: whom to enroll, where, and how. */
export interface EnrollmentWish {
  readonly learner: Learner
  readonly course: CourseSettings
  readonly mode: string | null
  readonly isActive: boolean | null
}

/** How an enrollment ends. `closed` is one answer for all of closed, not yet open, invitation only and full: teak-measured [230-233]. */
export type EnrollmentOutcome =
  | { readonly kind: 'enrolled'; readonly enrollment: Enrollment }
  | { readonly kind: 'modeUnavailable'; readonly mode: string | null }
  | { readonly kind: 'closed' }

/**
 * Enrolls, in the real order: mode offered, enrollment open, course not full, and only then "already enrolled", so that an
 * enrolled learner asking again of a closed run is refused: openedx-api 1.4, teak-measured [372-376].
 */
export function enroll(store: Store, wish: EnrollmentWish, now: Date): EnrollmentOutcome {
  const { learner, course } = wish
  const mode = wish.mode ?? defaultMode(course, now)
  if (mode === null || !isOffered(course, mode, now)) {
    return { kind: 'modeUnavailable', mode }
  }
  if (!isOpenTo(learner, course, now) || isFull(store, course)) {
    return { kind: 'closed' }
  }
  const current = store.enrollments.find(learner.id, course.id)
  if (current?.isActive === true) {
    return { kind: 'enrolled', enrollment: current }
  }
  const enrollment = store.enrollments.save(
    learner.id,
    course.id,
    mode,
    wish.isActive ?? true,
    timestamp(now),
  )
  return { kind: 'enrolled', enrollment }
}

/** Changes mode or activity of an existing enrollment, as only staff and the API key may: teak-measured [269, 271]. */
export function changeEnrollment(
  store: Store,
  current: Enrollment,
  wish: EnrollmentWish,
  now: Date,
): EnrollmentOutcome {
  const { course, mode, isActive } = wish
  if (mode !== null && !modesOf(course, now, isActive !== true).some((offered) => offered.slug === mode)) {
    return { kind: 'modeUnavailable', mode }
  }
  const enrollment = store.enrollments.save(
    current.learnerId,
    course.id,
    mode ?? current.mode,
    isActive ?? current.isActive,
    current.created,
  )
  return { kind: 'enrolled', enrollment }
}

/** Whether the enrollment window is open to this learner; staff pass for themselves. The start of the course plays no part: openedx-api 1.4. */
export function isOpenTo(learner: Learner | undefined, course: CourseSettings, now: Date): boolean {
  if (learner?.isStaff === true) {
    return true
  }
  const starts = course.enrollmentStart === null || Date.parse(course.enrollmentStart) <= now.getTime()
  const ends = course.enrollmentEnd === null || now.getTime() < Date.parse(course.enrollmentEnd)
  return !course.invitationOnly && starts && ends
}

/** Whether all places are taken; nobody bypasses that. */
export function isFull(store: Store, course: CourseSettings): boolean {
  return course.capacity !== null && store.enrollments.countActive(course.id) >= course.capacity
}

/** Audit when offered, else honor, else none at all: teak-measured [226, 244]. */
function defaultMode(course: CourseSettings, now: Date): string | null {
  return ['audit', 'honor'].find((slug) => isOffered(course, slug, now)) ?? null
}

function isOffered(course: CourseSettings, slug: string, now: Date): boolean {
  return modesOf(course, now, false).some((mode) => mode.slug === slug)
}
