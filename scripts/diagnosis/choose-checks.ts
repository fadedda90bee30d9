import { nearest } from '../system/nearest.ts'
import { UserError } from '../system/user-error.ts'
import type { BoundCheck } from './run-checks.ts'

/** The checks of these ids with all that they need, in the same order; all of them where no ids are given. */
export function chooseChecks(
  checks: readonly BoundCheck[],
  ids: readonly string[] | undefined,
): readonly BoundCheck[] {
  if (ids === undefined) return checks
  const known = new Set(checks.map(({ id }) => id))
  const wrong = ids.find((id) => !known.has(id))
  if (wrong !== undefined) {
    const near = nearest(wrong, [...known])
    throw new UserError(
      `There is no check "${wrong}"${near === undefined ? '.' : `, did you mean "${near}"?`}`,
      { id: 'command-line', hint: `There are: ${[...known].join(', ')}`, exitCode: 2 },
    )
  }
  const wanted = new Set<string>()
  const want = (id: string) => {
    if (wanted.has(id)) return
    wanted.add(id)
    for (const check of checks) if (check.id === id) for (const need of check.needs) want(need)
  }
  for (const id of ids) want(id)
  return checks.filter(({ id }) => wanted.has(id))
}
