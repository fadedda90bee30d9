import type { Finding } from '../diagnosis/run-checks.ts'
import type { Row } from '../system/board.ts'
import { UserError } from '../system/user-error.ts'
import { checksBySubject } from './all-checks.ts'
import type { AutoFix } from './doctor-check.ts'
import type { MachineContext } from './facts/machine-context.ts'

/** The fix for one finding. */
export type PlannedFix = AutoFix & { readonly id: string }

/**
 * The safe fixes for the findings, in the order of the checks: those that others depend on come first. As root, nothing is
 * changed in somebody else's checkout.
 */
export async function planFixes(
  machine: MachineContext,
  findings: readonly Finding[],
): Promise<readonly PlannedFix[]> {
  const wrong = findings.filter(({ status }) => status === 'warn' || status === 'fail').map(({ id }) => id)
  const planned = await Promise.all(
    Object.entries(checksBySubject)
      .flatMap(([subject, checks]) => (subject === 'checkout' && isForeignToRoot(machine) ? [] : checks))
      .filter(({ id }) => wrong.includes(id))
      .map(async ({ id, autoFix }) => ({ id, fix: await autoFix?.(machine) })),
  )
  return planned.flatMap(({ id, fix }) =>
    fix === undefined || fix.plan.length === 0 ? [] : [{ id, ...fix }],
  )
}

/** Root in somebody else's checkout: its owner could redirect a change of root's with a link, made while the question is open. */
export function isForeignToRoot({ user, owners }: MachineContext): boolean {
  return user.uid === 0 && owners().owner.uid !== 0
}

/** The outcome of one fix: lines to print, or why it failed. */
export type AppliedFix = { readonly id: string; readonly lines: readonly string[]; readonly failure?: string }

/** Applies them one after the other; one that fails does not stop the others. */
export async function applyFixes(
  fixes: readonly PlannedFix[],
  rowOf: (id: string) => Row,
): Promise<readonly AppliedFix[]> {
  const applied: AppliedFix[] = []
  for (const { id, apply } of fixes) {
    const row = rowOf(id)
    try {
      const lines = await apply(row)
      row.done('fixed')
      applied.push({ id, lines })
    } catch (error) {
      row.failed('could not be fixed')
      applied.push({ id, lines: [], failure: inWords(error) })
    }
  }
  return applied
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error instanceof UserError && error.hint !== undefined
    ? `${error.message}\n${error.hint}`
    : error.message
}
