import type { Fix } from '../diagnosis/check.ts'
import type { Plan } from '../plan/plan.ts'
import { startCommand } from '../plan/site.ts'

/** All that a probe may use of this machine and of the running environment; `check` puts it together. */
export type Surroundings = {
  readonly plan: Plan
  /** Addresses of a name as a browser here finds them, both families: `*.localhost` is loopback, else the system's resolver. */
  readonly lookup: (name: string) => Promise<readonly string[]>
  /** PEM of each authority that the system's store trusts. */
  readonly authorities: readonly string[]
  readonly now: Date
  /** Secret with which an LMS signs course-run synchronisation, by the LMS's key; absent where this checkout has none. */
  readonly syncSecrets: Readonly<Record<string, string>>
  /** Runs a program in a service's container; undefined where there is no such container. */
  readonly inContainer: (
    service: string,
    argv: readonly string[],
  ) => Promise<{ readonly exitCode: number; readonly output: string } | undefined>
  /** The learner that probes log in as, by the LMS's key; absent where none was given. */
  readonly learners: Readonly<Record<string, ProbeLearner>>
  /** Faults that are on at a mock, as `name` or `name=parameter`; absent where it can't be asked. */
  readonly faults: Readonly<Record<string, readonly string[]>>
  /** `--enrol`: probes may enrol their learner, and unenrol again. */
  readonly mayEnrol: boolean
  /** Course links of the command line, to be looked at beside the plan's. */
  readonly links?: readonly string[]
  /** Keys of the LMSes that are looked at; absent: all of them. */
  readonly chosen?: readonly string[]
  /** What the gateway's health says of the configuration that the spec makes now: `ok <version>`. */
  readonly configuration?: string
  /**
   * The client awaits it before each call, outside of the call's own time limit: calls to an external LMS are limited. What ends
   * something that was begun may not wait. Absent if every LMS is a mock.
   */
  readonly beforeCall?: (url: string, mayWait?: boolean) => Promise<void>
  /**
   * Takes what has to be done when the checks have ended, or are stopped: it ends the session of a learner, and says where the
   * learner is still enrolled.
   */
  readonly atEnd?: (leave: () => Promise<string | undefined>) => void
}

export type ProbeLearner = {
  /** What the login form takes. */
  readonly email: string
  readonly password: string
}

/** Starting the environment in the mode of the plan, which also writes all generated files again. */
export function startFix({ mode }: Pick<Plan, 'mode'>, says = 'Start it'): Fix {
  return { says, command: startCommand(mode) }
}
