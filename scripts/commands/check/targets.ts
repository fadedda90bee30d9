import type { Lms } from '../../plan/lms.ts'
import type { Plan } from '../../plan/plan.ts'
import { findLearners } from '../../probes/find-learners.ts'
import type { ProbeLearner } from '../../probes/surroundings.ts'
import { requireLink, requireLms } from '../../project/require.ts'
import { askSecret, askText, canAsk } from '../../system/prompt.ts'
import { textWidth, wrap } from '../../system/terminal.ts'
import { askExternal } from '../status/external.ts'

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

type TargetOptions = { readonly mayAsk: boolean; readonly mayEnrol: boolean }

/** The learners that probes log in as; the one of an external LMS is asked for on the terminal, if there is one. */
export async function learnersFor(
  lmses: readonly Lms[],
  { mayAsk, mayEnrol }: TargetOptions,
): Promise<Readonly<Record<string, ProbeLearner>>> {
  return await findLearners(lmses, {
    env: process.env,
    ...(mayAsk && canAsk() ? { ask: (lms: Lms) => askIfThere(lms, mayEnrol) } : {}),
  })
}

/** Does not ask for the password of an LMS that does not answer: no check would use it. */
async function askIfThere(lms: Lms, mayEnrol: boolean): Promise<ProbeLearner | undefined> {
  const reach = await askExternal({ lmses: [lms] })
  return reach.get(lms.key)?.isReached === false ? undefined : askForLearner(lms, mayEnrol)
}

async function askForLearner({ key, connection }: Lms, mayEnrol: boolean): Promise<ProbeLearner | undefined> {
  const enrolling = mayEnrol
    ? 'The learner is enrolled in an open course run and unenrolled again (--enrol).'
    : 'Nothing is enrolled without --enrol.'
  const says = `Some checks log in as a learner at ${connection.baseUrl} (${key}). This ends the learner's other sessions there, so use one made for it. ${enrolling} Press Enter to skip these checks.`
  console.log(wrap(says, textWidth(), '  ').join('\n'))
  const email = await askText(`\n  E-mail of the learner:    `)
  const password = email === '' ? '' : await askSecret('  Password (not shown):     ')
  console.log('')
  return password === '' ? undefined : { email, password }
}
