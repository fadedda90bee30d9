import { UserError } from '../system/user-error.ts'
import { fail, type Check, type Verdict } from './check.ts'

/** What a check found of one subject. This is what `--json` prints. */
export type Finding = Verdict & {
  readonly id: string
  /** What was looked at: `richie`, the key of an LMS, `machine`, the name of a store... */
  readonly subject: string
  /** What the check proves. */
  readonly title: string
  /** Where another check failed and this one was therefore skipped: `subject/id` of the one at the root. */
  readonly because?: string
  readonly ms: number
}

/** A check of one subject, with all it needs to look. */
export type BoundCheck = {
  readonly id: string
  readonly subject: string
  readonly title: string
  readonly needs: readonly string[]
  readonly after?: readonly string[]
  readonly look: () => Verdict | Promise<Verdict>
}

export function bind<Context>(
  checks: readonly Check<Context>[],
  subject: string,
  context: Context,
): readonly BoundCheck[] {
  return checks.map(({ id, title, needs = [], after = [], look }) => ({
    id,
    subject,
    title,
    needs,
    after,
    look: () => look(context),
  }))
}

/**
 * Runs all checks at once, each as soon as what it needs and what it follows has ended, and returns the findings in the checks'
 * order. A need is that of the same subject, else the checks of that id of every subject.
 */
export async function runChecks(checks: readonly BoundCheck[]): Promise<readonly Finding[]> {
  const running = new Map<BoundCheck, Promise<Finding>>()
  const start = (check: BoundCheck): Promise<Finding> => {
    const known = running.get(check)
    if (known !== undefined) return known
    const before = (ids: readonly string[]) => named(ids, check, checks).map(start)
    const finding = runOne(check, before(check.needs), before(check.after ?? []))
    running.set(check, finding)
    return finding
  }
  return await Promise.all(checks.map(start))
}

/** The checks that a check means by these ids. */
function named(
  ids: readonly string[],
  { subject }: BoundCheck,
  checks: readonly BoundCheck[],
): readonly BoundCheck[] {
  return ids.flatMap((id) => {
    const all = checks.filter((other) => other.id === id)
    const own = all.filter((other) => other.subject === subject)
    return own.length > 0 ? own : all
  })
}

async function runOne(
  check: BoundCheck,
  needed: readonly Promise<Finding>[],
  followed: readonly Promise<Finding>[],
): Promise<Finding> {
  const { id, subject, title } = check
  await Promise.all(followed)
  const root = (await Promise.all(needed)).map(rootOf).find((found) => found !== undefined)
  const began = performance.now()
  const verdict: Verdict =
    root === undefined
      ? await lookSafely(check)
      : { status: 'skipped', says: `since ${root} failed`, evidence: [], fix: [] }
  return {
    id,
    subject,
    title,
    ...verdict,
    ...(root === undefined ? {} : { because: root }),
    ms: Math.round(performance.now() - began),
  }
}

/** The failure at the root of a finding, as `subject/id`; undefined where it did not fail. */
function rootOf({ status, subject, id, because }: Finding): string | undefined {
  return status === 'fail' ? `${subject}/${id}` : because
}

/** A check that breaks must not take the others' findings with it. */
async function lookSafely({ look }: BoundCheck): Promise<Verdict> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof UserError)
      return fail(error.message, error.hint === undefined ? [] : [{ says: error.hint }])
    const evidence = String(error instanceof Error ? error.stack : error).split('\n')
    return fail('this check itself broke: a bug in campus', [], evidence)
  }
}

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
