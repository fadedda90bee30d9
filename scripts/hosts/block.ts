import { UserError } from '../system/user-error.ts'

/** What one environment has in a hosts file: names that point to this machine. */
export type Block = { readonly environment: string; readonly names: readonly string[] }

/** A block and its place: the offsets of its first character and of the one after its last, line end not included. */
export type FoundBlock = Block & {
  readonly start: number
  readonly end: number
}

/** The lines of a block, its marks included. */
export function blockLines({ environment, names }: Block): readonly string[] {
  const together = names.join(' ')
  return [
    `# >>> campus: ${environment}`,
    `127.0.0.1 ${together}`,
    `::1 ${together}`,
    `# <<< campus: ${environment}`,
  ]
}

/**
 * Adds an environment's block at the end of a hosts file, or replaces its present block; a block without names is removed.
 * All else stays, byte for byte. Where the last line of the text has no line end, the block has none either: so removing it
 * restores exactly what was there. `file` is for the error message.
 */
export function addBlock(text: string, block: Block, file: string): string {
  if (block.names.length === 0) return removeBlock(text, block.environment, file)
  const own = findBlock(text, block.environment, file)
  if (own !== undefined) {
    const eol = usualLineEnd(text.slice(own.start, own.end))
    return text.slice(0, own.start) + blockLines(block).join(eol) + text.slice(own.end)
  }
  const eol = usualLineEnd(text)
  const lines = blockLines(block).join(eol)
  return text === '' || text.endsWith('\n') ? text + lines + eol : text + eol + lines
}

/** Takes an environment's block out of a hosts file; all else stays, byte for byte. */
export function removeBlock(text: string, environment: string, file: string): string {
  const own = findBlock(text, environment, file)
  if (own === undefined) return text
  const before = text.slice(0, own.start)
  const after = text.slice(own.end)
  // One line end is removed with it: the one after it, or else the one that was put before it.
  if (after !== '') return before + after.replace(/^\r?\n/, '')
  const windows = usualLineEnd(text.slice(own.start, own.end)) === '\r\n'
  return before.replace(windows ? /\r?\n$/ : /\n$/, '')
}

/** The block of an environment, if there is one. Throws where its markers are broken: nothing is guessed. */
export function findBlock(text: string, environment: string, file: string): FoundBlock | undefined {
  const lines = splitLines(text)
  const own = findMarks(lines).filter((mark) => mark.environment === environment)
  if (own.length === 0) return undefined
  const [first, last] = own
  if (own.length !== 2 || first?.kind !== 'begins' || last?.kind !== 'ends')
    throw brokenMarks(own, environment, file)
  const inside = lines.slice(first.line.number, last.line.number - 1)
  const strangers = inside.filter((line) => !ownLine.test(line.text))
  if (strangers.length > 0) throw strangersInside(strangers, environment, file)
  return {
    environment,
    names: [...new Set(inside.flatMap((line) => line.text.trim().split(/\s+/).slice(1)))],
    start: first.line.offset,
    end: last.line.offset + last.line.text.length,
  }
}

/** Whether any environment has a block here, or the rest of one. */
export function hasBlocks(text: string): boolean {
  return findMarks(splitLines(text)).length > 0
}

/** Editors may leave spaces at the end of a line. */
const markLine = /^# (>>>|<<<) campus: (\S+)[ \t\r]*$/
const ownLine = /^(?:127\.0\.0\.1|::1)(?:[ \t]+[^\s#]+)+[ \t\r]*$/

type Mark = { readonly kind: 'begins' | 'ends'; readonly environment: string; readonly line: Line }

function findMarks(lines: readonly Line[]): readonly Mark[] {
  return lines.flatMap((line): Mark[] => {
    const [, arrows, environment] = markLine.exec(line.text) ?? []
    if (environment === undefined) return []
    return [{ kind: arrows === '>>>' ? 'begins' : 'ends', environment, line }]
  })
}

function brokenMarks(marks: readonly Mark[], environment: string, file: string): UserError {
  const places = marks.map(({ kind, line }) => `it ${kind} at line ${line.number}`).join(', ')
  return new UserError(
    `${file} holds a broken block of campus: the block "${environment}" must begin and end once, but ${places}.`,
    {
      id: 'hosts-block-broken',
      hint: `In ${file}, delete these markers and the lines of campus; keep your own lines.\nThen run the same command again.`,
    },
  )
}

function strangersInside(strangers: readonly Line[], environment: string, file: string): UserError {
  const [first] = strangers
  return new UserError(
    `${file}:${first?.number} is inside campus's block "${environment}", but was not written by campus: ${shown(first?.text ?? '') || 'an empty line'}`,
    {
      id: 'hosts-block-broken',
      hint: `In ${file}, move it out of the block. Then run the same command again.`,
    },
  )
}

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

/** A line as you see it in an editor: the file was read byte by byte, and may be UTF-8. */
export function shown(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
}

/** The line end that most lines of a text have. */
function usualLineEnd(text: string): '\n' | '\r\n' {
  const ends = text.split('\n').length - 1
  const windowsEnds = text.split('\r\n').length - 1
  return windowsEnds * 2 > ends ? '\r\n' : '\n'
}
