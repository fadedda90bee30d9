import type { Lms, Plan } from '../plan/plan.ts'
import { requireLink } from './require-link.ts'
import { requireLms } from './require-lms.ts'

export type CheckTargets = {
  /** All of them where none is named. */
  readonly lmses: readonly Lms[]
  /** Course links. */
  readonly links: readonly string[]
}

/** What `campus check` is given: keys of LMSes and course links, in any order. */
export function readTargets(targets: readonly string[], plan: Pick<Plan, 'lmses'>): CheckTargets {
  const links = targets.filter((target) => target.includes('://'))
  for (const link of links) requireLink(link)
  const keys = targets.filter((target) => !links.includes(target))
  for (const key of keys) requireLms(plan, key, '. A course link begins with http:// or https://')
  return {
    lmses: plan.lmses.filter(({ key }) => keys.length === 0 || keys.includes(key)),
    links,
  }
}
