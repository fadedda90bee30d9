import type { Explained } from '../explained/explained.ts'

/** One check, of the machine (`doctor`) or of the running connection (`check`). */
export type Check<Context> = Explained & {
  /** Ids of checks that this one depends on: if one of them failed, this one is skipped because of it. */
  readonly needs?: readonly string[]
  /** Ids of checks that it would disturb: it starts after they have ended, whatever they found. */
  readonly after?: readonly string[]
  /** Only looks, changes nothing. What it throws is shown as a bug of the check itself. */
  readonly look: (context: Context) => Verdict | Promise<Verdict>
}

/** The result of a check. */
export type Verdict = {
  readonly status: 'ok' | 'warn' | 'fail' | 'skipped'
  /** One line: what was found, or why it was skipped. */
  readonly says: string
  /** What was seen, a line each: request, response, header, certificate. Never a secret. */
  readonly evidence: readonly string[]
  readonly fix: readonly Fix[]
}

/** A way to fix it, the best one first. */
export type Fix = {
  /** What to do, or what to change where: a sentence, which is wrapped; lines after it are for pasting, shown as they are. */
  readonly says: string
  /** The exact command that does it, if there is one. */
  readonly command?: string
}

export function ok(says: string, evidence: readonly string[] = []): Verdict {
  return { status: 'ok', says, evidence, fix: [] }
}

export function warn(says: string, fix: readonly Fix[], evidence: readonly string[] = []): Verdict {
  return { status: 'warn', says, evidence, fix }
}

export function fail(says: string, fix: readonly Fix[], evidence: readonly string[] = []): Verdict {
  return { status: 'fail', says, evidence, fix }
}

/** Nothing to look at here: `why` says so. */
export function skip(why: string): Verdict {
  return { status: 'skipped', says: why, evidence: [], fix: [] }
}
