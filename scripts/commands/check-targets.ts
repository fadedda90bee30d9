import type { Lms, Plan } from '../plan/plan.ts'
import { nearest } from '../system/nearest.ts'
import { UserError } from '../system/user-error.ts'

export type CheckTargets = {
  /** All of them where none is named. */
  readonly lmses: readonly Lms[]
  /** Course links. */
  readonly links: readonly string[]
}

/** What `campus check` is given: keys of LMSes and course links, in any order. */
export function readTargets(targets: readonly string[], plan: Pick<Plan, 'lmses'>): CheckTargets {
  const links = targets.filter((target) => target.includes('://'))
  const wrong = links.find((link) => !URL.canParse(link))
  if (wrong !== undefined)
    throw new UserError(`"${wrong}" is not a URL.`, { id: 'command-line', exitCode: 2 })
  const keys = targets.filter((target) => !links.includes(target))
  for (const key of keys) requireKey(key, plan)
  return {
    lmses: plan.lmses.filter(({ key }) => keys.length === 0 || keys.includes(key)),
    links,
  }
}

function requireKey(key: string, { lmses }: Pick<Plan, 'lmses'>): void {
  const keys = lmses.map((lms) => lms.key)
  if (keys.includes(key)) return
  const near = nearest(key, keys)
  throw new UserError(`There is no LMS "${key}"${near === undefined ? '' : `, did you mean "${near}"?`}`, {
    id: 'command-line',
    hint: `There are: ${keys.join(', ')}. A course link begins with http:// or https://`,
    exitCode: 2,
  })
}
