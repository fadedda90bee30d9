import type { Lms, Plan } from '../plan/plan.ts'
import { unknownWord } from '../system/unknown-word.ts'

/** The LMS of a key that a person typed; `more` is said after the keys that there are. */
export function requireLms({ lmses }: Pick<Plan, 'lmses'>, key: string, more?: string): Lms {
  const lms = lmses.find((candidate) => candidate.key === key)
  if (lms !== undefined) return lms
  const keys = lmses.map((candidate) => candidate.key)
  throw unknownWord('LMS', key, keys, more)
}
