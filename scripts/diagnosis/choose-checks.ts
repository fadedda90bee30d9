import { unknownWord } from '../system/unknown-word.ts'
import type { BoundCheck } from './run-checks.ts'

/** Refuses an id that no check has, before anything is looked at. */
export function requireChecks(ids: readonly string[], known: readonly string[]): void {
  const wrong = ids.find((id) => !known.includes(id))
  if (wrong !== undefined) throw unknownWord('check', wrong, known)
}

/** The checks of these ids with all that they need, in the same order; all of them where no ids are given. */
export function chooseChecks(
  checks: readonly BoundCheck[],
  ids: readonly string[] | undefined,
): readonly BoundCheck[] {
  if (ids === undefined) return checks
  const wanted = new Set<string>()
  const want = (id: string) => {
    if (wanted.has(id)) return
    wanted.add(id)
    for (const check of checks) if (check.id === id) for (const need of check.needs) want(need)
  }
  for (const id of ids) want(id)
  return checks.filter(({ id }) => wanted.has(id))
}
