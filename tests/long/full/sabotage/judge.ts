import { nameOf, type Findings, type Scenario } from './scenario.ts'

/** What is otherwise than a scenario expects, a line each; `healthy` is how the same checks stood before. */
export function differences(
  { fails, warns = [], skips = [] }: Pick<Scenario, 'fails' | 'warns' | 'skips'>,
  healthy: Findings,
  findings: Findings,
): readonly string[] {
  const before = new Map(healthy.map((finding) => [nameOf(finding), finding.status]))
  const expected = new Map([
    ...fails.map((name) => [name, 'fail'] as const),
    ...warns.map((name) => [name, 'warn'] as const),
    ...skips.map((name) => [name, 'skipped'] as const),
  ])
  const missing = [...before.keys(), ...expected.keys()].filter(
    (name) => !findings.some((finding) => nameOf(finding) === name),
  )
  return [
    ...missing.map((name) => `${name}: is not among the findings`),
    ...findings.flatMap((finding) => {
      const name = nameOf(finding)
      const { status, says, because } = finding
      if (status === 'skipped' && because !== undefined && fails.includes(because))
        return expected.has(name) ? [`${name}: skipped because of ${because}, not ${expected.get(name)}`] : []
      const wanted = expected.get(name) ?? before.get(name)
      const why = because === undefined ? says : `because of ${because}`
      return status === wanted ? [] : [`${name}: ${status} (${why}), not ${wanted ?? 'there before'}`]
    }),
  ]
}

/** How findings differ from the healthy ones. */
export function changes(healthy: Findings, findings: Findings): readonly string[] {
  return differences({ fails: [] }, healthy, findings)
}
