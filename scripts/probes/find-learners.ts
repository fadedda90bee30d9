import type { Lms } from '../plan/lms.ts'
import { UserError } from '../system/user-error.ts'
import type { ProbeLearner } from './surroundings.ts'

export type LearnerSources = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Asks on the terminal; absent where there is no terminal. Undefined where no learner is given. */
  readonly ask?: (lms: Lms) => Promise<ProbeLearner | undefined>
}

/**
 * The learners that probes log in as, by the LMS's key: at a mock its own learner for checks; at an external LMS the one of
 * the environment variables, else the one that is given on the terminal. An LMS without one is left out.
 */
export async function findLearners(
  lmses: readonly Lms[],
  { env, ask }: LearnerSources,
): Promise<Readonly<Record<string, ProbeLearner>>> {
  const found: Record<string, ProbeLearner> = {}
  for (const lms of lmses) {
    const learner =
      lms.provider === 'mock' ? lms.probe : (fromEnvironment(lms.key, env) ?? (await ask?.(lms)))
    if (learner !== undefined) found[lms.key] = { email: learner.email, password: learner.password }
  }
  return found
}

/** `my-lms` -> CAMPUS_CHECK_MY_LMS_EMAIL and CAMPUS_CHECK_MY_LMS_PASSWORD. */
export function learnerVariables(key: string): { readonly email: string; readonly password: string } {
  const prefix = `CAMPUS_CHECK_${key.toUpperCase().replaceAll('-', '_')}`
  return { email: `${prefix}_EMAIL`, password: `${prefix}_PASSWORD` }
}

function fromEnvironment(key: string, env: LearnerSources['env']): ProbeLearner | undefined {
  const names = learnerVariables(key)
  const [email = '', password = ''] = [env[names.email], env[names.password]]
  if (email === '' && password === '') return undefined
  const [given, missing] = email === '' ? [names.password, names.email] : [names.email, names.password]
  if (email !== '' && password !== '') return { email, password }
  throw new UserError(`${given} is set, ${missing} is not.`, {
    id: 'command-line',
    hint: `Set both, or none: export ${missing}=...`,
    exitCode: 2,
  })
}
