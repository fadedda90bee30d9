/** A line of a text file, with what ends it: nothing, for a last line without an end. */
export type Line = {
  /** From 1. */
  readonly number: number
  readonly offset: number
  readonly text: string
  readonly eol: '' | '\n' | '\r\n'
}

/** The lines of a text, none after a last line end. A carriage return alone ends no line: resolvers see it as a space. */
export function splitLines(text: string): readonly Line[] {
  const pieces = text.split('\n')
  const last = pieces.length - 1
  let offset = 0
  const lines = pieces.map((piece, index): Line => {
    const eol = index === last ? '' : piece.endsWith('\r') ? '\r\n' : '\n'
    const line = {
      number: index + 1,
      offset,
      text: eol === '\r\n' ? piece.slice(0, -1) : piece,
      eol,
    } as const
    offset += piece.length + 1
    return line
  })
  return pieces[last] === '' ? lines.slice(0, -1) : lines
}

/** A line as a person sees it: the bytes of a file were read one by one, and may be UTF-8. */
export function shown(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
}

/** The line end that most lines of a text have. */
export function usualLineEnd(text: string): '\n' | '\r\n' {
  const ends = text.split('\n').length - 1
  const windowsEnds = text.split('\r\n').length - 1
  return windowsEnds * 2 > ends ? '\r\n' : '\n'
}
