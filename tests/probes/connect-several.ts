import { chooseChecks } from '../../scripts/diagnosis/choose-checks.ts'
import { runChecks, type Finding } from '../../scripts/diagnosis/run-checks.ts'
import type { Plan } from '../../scripts/plan/plan.ts'
import { allProbes } from '../../scripts/probes/all-probes.ts'
import type { Surroundings } from '../../scripts/probes/surroundings.ts'
import { openLocalSite } from './local-site.ts'
import { openLms, type MockOptions, type TestLms } from './open-lms.ts'
import { standInRichie, type RichieOptions } from './stand-in-richie.ts'
import { planOf, surroundingsWith } from './test-surroundings.ts'

export type Several<Key extends string> = {
  readonly plan: Plan
  readonly lmses: Readonly<Record<Key, TestLms>>
  /** Runs the checks of these ids, and what they need, of all LMSes. */
  readonly check: (
    only: readonly string[] | undefined,
    given?: Partial<Surroundings>,
  ) => Promise<readonly Finding[]>
}

type LmsOptions = Omit<MockOptions, 'key'> & {
  /** Keys of the LMS in the spec, as YAML; PORT stands for its port. */
  readonly spec: string
  /** Where it is not our mock: which one stands behind the port, as YAML; absent: the test answers. */
  readonly served?: string
}

/** One Richie, and LMSes on ports of their own, until the test ends; http mode. */
export async function connectSeveral<Key extends string>(
  options: Readonly<Record<Key, LmsOptions>>,
  richie: RichieOptions = {},
): Promise<Several<Key>> {
  const keys = Object.keys(options) as Key[]
  const opened = await Promise.all(keys.map(async (key) => [key, await openLms()] as const))
  const lmses = Object.fromEntries(opened) as Record<Key, TestLms>
  let answer: ReturnType<typeof standInRichie> = () => ({ status: 503 })
  const site = await openLocalSite((asked) => answer(asked))
  const specOf = (of: (key: Key) => string) =>
    `name: probed\nrichie: { port: ${site.port} }\nlms:\n${keys.map((key) => `  ${key}: { ${of(key).replaceAll('PORT', String(lmses[key].port))} }\n`).join('')}`
  const plan = planOf(specOf((key) => options[key].spec))
  answer = standInRichie(plan, richie)
  for (const key of keys) {
    const {
      spec,
      served = /provider: external/.test(spec) ? undefined : spec,
      ...mock
    }: LmsOptions = options[key]
    if (served === undefined) continue
    // As a mock of the same name and port, so that it knows its address.
    const other = planOf(
      `name: probed\nrichie: { port: ${site.port} }\nlms: { ${key}: { port: ${lmses[key].port}, ${served.replace(/port: PORT,? ?/, '')} } }`,
    )
    lmses[key].run(other, { ...mock, key })
  }
  const surroundings = surroundingsWith({
    plan,
    learners: Object.fromEntries(plan.lmses.map(({ key, probe }) => [key, probe])),
  })
  return {
    plan,
    lmses,
    check: async (only, given = {}) =>
      await runChecks(chooseChecks(allProbes({ ...surroundings, ...given }), only)),
  }
}

/** What a check found of one LMS. */
export function findOf(findings: readonly Finding[], name: string): Finding {
  const found = findings.find(({ subject, id }) => `${subject}/${id}` === name)
  if (found === undefined) throw new Error(`No ${name}`)
  return found
}
