import type { CourseSettings } from '../settings/settings.ts'
import type { Enrollment } from '../store/enrollments.ts'
import type { Learner } from '../store/learner-row.ts'
import type { Store } from '../store/store.ts'
import { timestamp } from '../text/dates.ts'
import { modesOf } from './course-details.ts'

/** What is asked of the platform: whom to enroll, where, and how. */
export type EnrollmentWish = {
  readonly learner: Learner
  readonly course: CourseSettings
  readonly mode: string | null
  readonly isActive: boolean | null
}

/** How an enrollment ends. `closed`, with the reason for people, is one answer for all of closed, not yet open, invitation only and full: teak-measured [230-233]. */
export type EnrollmentOutcome =
  | { readonly kind: 'enrolled'; readonly enrollment: Enrollment }
  | { readonly kind: 'modeUnavailable'; readonly mode: string | null }
  | { readonly kind: 'closed'; readonly why: string }

/**
 * Enrolls, in the real order: mode offered, enrollment open, course not full, and only then "already enrolled", so that an
 * enrolled learner asking again of a closed run is refused: openedx-api 1.4, teak-measured [372-376].
 */
export function enroll(store: Store, wish: EnrollmentWish, now: Date): EnrollmentOutcome {
  const { learner, course } = wish
  const mode = wish.mode ?? defaultMode(course, now)
  if (mode === null || !isOffered(course, mode, now)) return { kind: 'modeUnavailable', mode }
  const why = whyRefused(store, learner, course, now)
  if (why !== undefined) return { kind: 'closed', why }
  const current = store.enrollments.find(learner.id, course.id)
  if (current?.isActive === true) return { kind: 'enrolled', enrollment: current }
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
  if (mode !== null && !modesOf(course, now, isActive !== true).some((offered) => offered.slug === mode))
    return { kind: 'modeUnavailable', mode }
  const enrollment = store.enrollments.save(
    current.learnerId,
    course.id,
    mode ?? current.mode,
    isActive ?? current.isActive,
    current.created,
  )
  return { kind: 'enrolled', enrollment }
}

/** Why a learner can't enroll, if so: the window, unless the e-mail address was let in, then the places. */
export function whyRefused(
  store: Store,
  learner: Learner | undefined,
  course: CourseSettings,
  now: Date,
): string | undefined {
  const isLetIn = learner !== undefined && store.allowed.has(learner.email, course.id)
  return (isLetIn ? undefined : whyClosedTo(learner, course, now)) ?? whyFull(store, course)
}

/** Why enrollment is closed to this learner, if it is; staff pass for themselves. The start of the course plays no part: openedx-api 1.4. */
export function whyClosedTo(
  learner: Learner | undefined,
  course: CourseSettings,
  now: Date,
): string | undefined {
  const { enrollmentStart: start, enrollmentEnd: end } = course
  if (learner?.isStaff === true) return undefined
  if (course.invitationOnly) return 'enrolment is by invitation only'
  if (start !== null && now.getTime() < Date.parse(start)) return `enrolment starts ${start}`
  return end !== null && Date.parse(end) <= now.getTime() ? `enrolment ended ${end}` : undefined
}

/** Why there is no seat left, if there is none; nobody bypasses that. */
function whyFull(store: Store, { id, capacity }: CourseSettings): string | undefined {
  const taken = capacity === null ? 0 : store.enrollments.countActive(id)
  return capacity !== null && taken >= capacity ? `full: ${taken} of ${capacity} seats taken` : undefined
}

/** Audit when offered, else honor, else none at all: teak-measured [226, 244]. */
function defaultMode(course: CourseSettings, now: Date): string | null {
  return ['audit', 'honor'].find((slug) => isOffered(course, slug, now)) ?? null
}

function isOffered(course: CourseSettings, slug: string, now: Date): boolean {
  return modesOf(course, now, false).some((mode) => mode.slug === slug)
}
