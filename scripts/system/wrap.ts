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
