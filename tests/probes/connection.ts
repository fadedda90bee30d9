import { chooseChecks } from '../../scripts/diagnosis/choose-checks.ts'
import { bind, runChecks, type Finding } from '../../scripts/diagnosis/run-checks.ts'
import type { Plan } from '../../scripts/plan/plan.ts'
import type { Mode } from '../../scripts/plan/site.ts'
import { openClient } from '../../scripts/probes/http/client.ts'
import { lmsChecks, proxiedChecks } from '../../scripts/probes/lms/lms-checks.ts'
import { openLmsContext } from '../../scripts/probes/lms/lms-context.ts'
import { visitRichie } from '../../scripts/probes/richie/visit.ts'
import type { Surroundings } from '../../scripts/probes/surroundings.ts'
import { openLocalSite } from './local-site.ts'
import { openLms, type MockOptions, type TestLms } from './open-lms.ts'
import { standInRichie, type RichieOptions } from './stand-in-richie.ts'
import { anyAuthority, anyCertificate } from './test-certificates.ts'
import { planOf, surroundingsWith } from './test-surroundings.ts'

/** A connection of a test: an LMS, a stand-in of Richie, and a plan of both. */
export type Connected = {
  readonly plan: Plan
  readonly lms: TestLms
  /** Runs the checks of the LMS, and gives what each found. */
  readonly check: (given?: Partial<Surroundings>, only?: readonly string[]) => Promise<readonly Finding[]>
}

export type SpecOptions = MockOptions & {
  readonly mode?: Mode
  /** Keys of `lms.edx`, as YAML; PORT stands for the port of the LMS. */
  readonly spec?: string
  readonly richie?: RichieOptions
  /** Another plan than Richie and the LMS were made by: the keys of `lms.edx` that the checks believe in. */
  readonly believed?: string
  /** The mock that stands behind the port, where `spec` tells of an LMS that is not ours. */
  readonly served?: string
}

const secret = 'secret of the hook'

/** Opens one, until the test ends; in http mode enrolment is wired for real unless `spec` says otherwise. */
export async function connect(options: SpecOptions = {}): Promise<Connected> {
  const {
    mode = 'http',
    spec = 'backendOverHttp: openedx-hawthorn',
    believed = spec,
    served = spec,
  } = options
  const authority = await anyAuthority()
  const pair = await anyCertificate({ names: ['richie.local.dev', 'edx.local.dev'], issuer: authority })
  const tls = mode === 'tls' ? { pair } : {}
  const lms = await openLms(tls.pair)
  let answer: ReturnType<typeof standInRichie> = () => ({ status: 503 })
  const richie = await openLocalSite((asked) => answer(asked), tls)
  const plan = (keys: string) =>
    planOf(
      `name: probed\nrichie: { port: ${richie.port} }\nlms:\n  edx: { port: ${lms.port}, ${keys.replace('PORT', String(lms.port))} }\n`,
      mode,
    )
  const made = plan(spec)
  answer = standInRichie(made, { syncSecret: secret, ...options.richie })
  lms.run(plan(served), options)
  const surroundings = surroundingsWith({
    plan: plan(believed),
    authorities: [authority.certificate],
    learners: Object.fromEntries(made.mocks.map(({ key, probe }) => [key, probe])),
    syncSecrets: { edx: secret },
    faults: { edx: [...(options.faults ?? [])] },
  })
  return {
    plan: surroundings.plan,
    lms,
    check: async (given = {}, only) => await checkAll({ ...surroundings, ...given }, only),
  }
}

async function checkAll(surroundings: Surroundings, only?: readonly string[]): Promise<readonly Finding[]> {
  const { plan, now } = surroundings
  const client = openClient(surroundings)
  const richie = visitRichie(plan, client, now)
  const checks = plan.lmses.flatMap((lms) =>
    bind(
      [...lmsChecks, ...(lms.site?.upstream.kind === 'url' ? proxiedChecks : [])],
      lms.key,
      openLmsContext(surroundings, client, richie, lms),
    ),
  )
  return await runChecks(chooseChecks(checks, only))
}

/** Ids by what came of them; those that were skipped because of another are left out. */
export function outcome(findings: readonly Finding[]): {
  readonly failed: readonly string[]
  readonly warned: readonly string[]
} {
  const ids = (status: Finding['status']) =>
    findings.filter((one) => one.status === status).map(({ id }) => id)
  return { failed: ids('fail'), warned: ids('warn') }
}

/** The finding of an id. */
export function find(findings: readonly Finding[], id: string): Finding {
  const found = findings.find((one) => one.id === id)
  if (found === undefined) throw new Error(`No check ${id}`)
  return found
}
