import { styleText } from 'node:util'

/** Whether a person looks at this stream: then lines are redrawn and coloured. */
export function isTerminal(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined
}

type Style = Parameters<typeof styleText>[0]

/** Text in a colour where a terminal shows it (NO_COLOR is respected), else as it is. */
export function paint(style: Style, text: string): string {
  return isTerminal() ? styleText(style, text, { stream: process.stdout }) : text
}

/** `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

/**
 * A text in lines of at most `width` characters, broken between words; `indent` stands before the first, `hanging` before
 * the others. A word that is longer than a line, such as a URL, stays whole.
 */
export function wrap(text: string, width: number, indent = '', hanging = indent): readonly string[] {
  const whole = `${indent}${text}`
  if (whole.length <= width) return [whole]
  const lines: string[] = []
  let line = indent
  let isEmpty = true
  for (const word of text.split(/ +/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = hanging
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line]
}

/** How wide text is to be on this terminal; 80 where none says how wide it is. Beyond 120 it is hard to read. */
export function textWidth(stream: { readonly columns?: number } = process.stdout): number {
  const { columns = 0 } = stream
  return columns === 0 ? 80 : Math.max(40, Math.min(columns, 120))
}

/** A text without what would move a terminal's cursor or change its colours: it may come from a server. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll('\t', ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u{fffd}')
}

/** The last lines that a failed program printed, set in under a message. */
export function lastLines(text: string | readonly string[], count = 10): string {
  const lines = typeof text === 'string' ? text.split('\n') : text
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n')
}

/** A document on standard output, as a script reads it. */
export function printJson(document: unknown): void {
  console.log(jsonText(document, 2))
}

/** JSON in which every control character is escaped, those above ASCII too: a terminal may show it. */
export function jsonText(value: unknown, indent = 0): string {
  const json = JSON.stringify(value, null, indent)
  return json.replace(/[\u007f-\u009f]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`)
}
