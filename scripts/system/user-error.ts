import type { FailureId } from '../explained/failures.ts'

/** An error that the user can fix: printed by campus.ts as a message and a hint, without a stack. */
export class UserError extends Error {
  /** The exact command or edit that fixes it; may hold several lines. */
  readonly hint: string | undefined
  /** 1 = it failed, 2 = the spec or the command line is wrong. */
  readonly exitCode: number
  /** Its entry in docs/troubleshooting.md. */
  readonly id: FailureId

  constructor(message: string, options: { id: FailureId; hint?: string; exitCode?: 1 | 2; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.id = options.id
    this.hint = options.hint
    this.exitCode = options.exitCode ?? 1
  }
}

/** The person stopped the command (Ctrl-C, or SIGTERM); exit code 130. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted')
    this.name = 'Interrupted'
  }
}
