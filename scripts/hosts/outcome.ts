import type { Row } from '../system/board.ts'
import type { Lookup } from './lookup.ts'
import type { Rights } from './rights.ts'

/** A request to change a hosts file, and what tests replace. */
export type HostsRequest = {
  /** The name of the spec. */
  readonly environment: string
  readonly row: Row
  /** By default the system's, or what CAMPUS_HOSTS_FILE says. */
  readonly file?: string
  /** By default the system's resolver for the system's file, and for another one that file's own text. */
  readonly lookup?: Lookup
  readonly rights?: Rights
  /** How long a resolver may take to see a change. */
  readonly patienceMs?: number
}

export type HostsOutcome<State extends string> = {
  /** `left`: it could not be done; `advice` says how a person does it. */
  readonly state: 'right' | 'left' | State
  readonly file: string
  /** The lines that were added or taken away, or that are to be. */
  readonly lines: readonly string[]
  /** Names that do not lead to this machine, though they are in the file. */
  readonly astray: readonly string[]
  /** What a person should know or do, as lines to print. */
  readonly advice: readonly string[]
}

/** Shows the exact lines that a change is about, before it is made. */
export function sayLines(row: Row, what: string, lines: readonly string[]): void {
  if (lines.length > 0) row.note(`  ${what}:`)
  for (const line of lines) row.note(`    ${line}`)
}
