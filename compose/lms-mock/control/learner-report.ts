import type { ControlWorld } from './world.ts'

/** A learner as the control page knows one. */
export interface LearnerReport {
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
export interface LearnersReport {
  readonly learners: readonly LearnerReport[]
  readonly next: number | null
}

/** Learners in the order they joined, those whose username, name or address contains a text where one is given. */
export function reportLearners({ store, now }: ControlWorld, query: URLSearchParams): LearnersReport {
  const moment = now()
  const learners = store.learners.page(idOf(query), PAGE, query.get('contains')?.trim() ?? '')
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
    next: learners.length < PAGE ? null : (learners.at(-1)?.id ?? null),
  }
}

/** The id after which a page begins. */
export function idOf(query: URLSearchParams): number {
  const text = query.get('after') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}

/** How many rows a page has. */
export const PAGE = 100
