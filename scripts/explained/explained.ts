import type { Symptom } from './symptoms.ts'

/**
 * What a person is told of one thing that can be wrong, beyond the message of the moment: an entry of docs/troubleshooting.md.
 * Texts are Markdown.
 */
export type Explained = {
  /** Stable, lower case with dashes: people search for it, scripts read it. */
  readonly id: string
  /** One line without a full stop: what is so when all is well, or, of a failure, what went wrong. */
  readonly title: string
  /** What it is, and what a person sees in the browser or the terminal when it is wrong. */
  readonly what: string
  /** How to see it by hand: commands, one a line. */
  readonly see: string
  /** How to mend it. */
  readonly mend: string
  /** What a person who does not know the id yet notices. */
  readonly symptoms?: readonly Symptom[]
}

/** Entries by id, for those that hold nothing but texts: the id is written once. */
export function explain<Id extends string, Text extends Untitled = Untitled>(
  texts: Readonly<Record<Id, Text>>,
): Readonly<Record<Id, Text & Explained>> {
  const entries = Object.entries<Text>(texts).map(([id, text]) => [id, { id, ...text }])
  return Object.fromEntries(entries) as Record<Id, Text & Explained>
}

type Untitled = Omit<Explained, 'id'>
