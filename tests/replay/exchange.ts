import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One recorded exchange with a real LMS of the Teak line; header lines are `Name: value`, volatile values masked. */
export type Exchange = {
  readonly variant: Variant
  readonly step: number
  readonly name: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: readonly string[]
    readonly body: string | null
  }
  /** Null where the answer is compared elsewhere: the step is there because it changes the state. */
  readonly response: Reply | null
}

export type Reply = {
  readonly status: number
  readonly headers: readonly string[]
  readonly body: string
}

/** The same LMS with other settings: see variants.ts. */
export type Variant = 'default' | 'untrusted' | 'allowall' | 'mfe'

/** The recorded exchanges of one variant, in order. */
export function readRecorded(variant: Variant): readonly Exchange[] {
  const text = readFileSync(join(import.meta.dirname, 'openedx-teak-recorded.jsonl'), 'utf8')
  const exchanges = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange)
  return exchanges.filter((exchange) => exchange.variant === variant)
}
