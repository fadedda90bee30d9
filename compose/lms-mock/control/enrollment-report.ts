import { idOf, PAGE } from './learner-report.ts'
import type { ControlWorld } from './world.ts'

/** Up to 100 enrolments, inactive ones too, and the id after which the next ones come. */
export interface EnrollmentsReport {
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
  const rows = store.enrollments.all(idOf(query), PAGE, learner === '' ? null : learner)
  return {
    enrollments: rows.map(({ learnerId, courseId, mode, isActive, created }) => ({
      username: store.learners.byId(learnerId)?.username ?? '',
      course: courseId,
      mode,
      active: isActive,
      created,
    })),
    next: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null),
  }
}
