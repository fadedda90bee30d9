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
}
