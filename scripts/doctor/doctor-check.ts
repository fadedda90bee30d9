import type { Check } from '../diagnosis/check.ts'
import type { Row } from '../system/board.ts'
import type { MachineContext } from './facts/machine-context.ts'

/** A check of the machine; some can be fixed safely by `doctor --fix`. */
export type DoctorCheck = Check<MachineContext> & {
  /** Plans the fix, and does nothing yet; undefined where nothing may be done automatically. */
  readonly autoFix?: (context: MachineContext) => AutoFix | undefined | Promise<AutoFix | undefined>
}

/** What would be done about one finding. */
export type AutoFix = {
  /** What will be done, a line each, before anybody is asked. */
  readonly plan: readonly string[]
  /** Does it. Returns what the person should know afterwards, as lines to print; throws where it could not be done. */
  readonly apply: (row: Row) => Promise<readonly string[]>
}
