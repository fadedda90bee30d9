import type { BoundCheck } from './run-checks.ts'

/** The same checks; `show` is told whenever one begins or ends: `12 of 53: edx/login, richie/search`. */
export function watchChecks(
  checks: readonly BoundCheck[],
  show: (text: string) => void,
): readonly BoundCheck[] {
  const looking = new Set<string>()
  let done = 0
  const tell = () => show(`${done} of ${checks.length}: ${[...looking].join(', ')}`)
  return checks.map((check) => ({
    ...check,
    async look() {
      const name = `${check.subject}/${check.id}`
      looking.add(name)
      tell()
      try {
        return await check.look()
      } finally {
        looking.delete(name)
        done += 1
        tell()
      }
    },
  }))
}
