/** A value of a settings file; `code` is an expression of Python, `tuple` a tuple. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | { readonly code: string }
  | { readonly tuple: readonly Literal[] }
  | readonly Literal[]
  | Dictionary

/** The type has no way to say "neither code nor tuple": a dictionary of Django has upper-case keys, or those of Richie's URLs. */
type Dictionary = { readonly [key: string]: Literal }

/** Comments of a dictionary's keys, written above their first mention. */
export type KeyComments = Readonly<Record<string, string>>

/** A value as Python writes it, over several lines where a list or dictionary holds more than one thing. */
export function pythonLiteral(value: Literal, comments: KeyComments = {}, indent = ''): string {
  return write(value, new Map(Object.entries(comments)), indent)
}

function write(value: Literal, comments: Map<string, string>, indent: string): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return writeText(value)
  const inner = `${indent}    `
  if (isList(value)) {
    if (value.length < 2 && value.every((item) => typeof item === 'string'))
      return `[${value.map(writeText).join('')}]`
    return enclose(
      '[]',
      value.map((item) => `${inner}${write(item, comments, inner)},`),
      indent,
    )
  }
  if (isCode(value)) return value.code
  if (isTuple(value)) return `(${value.tuple.map((item) => write(item, comments, inner)).join(', ')})`
  const lines = Object.entries(value).flatMap(([key, item]) => [
    ...takeComment(comments, key).map((comment) => `${inner}# ${comment}`),
    `${inner}${writeText(key)}: ${write(item, comments, inner)},`,
  ])
  return enclose('{}', lines, indent)
}

const isList = (value: object): value is readonly Literal[] => Array.isArray(value)
const isCode = (value: object): value is { readonly code: string } => 'code' in value
const isTuple = (value: object): value is { readonly tuple: readonly Literal[] } => 'tuple' in value

function takeComment(comments: Map<string, string>, key: string): readonly string[] {
  const comment = comments.get(key)
  comments.delete(key)
  return comment === undefined ? [] : [comment]
}

function enclose([open, close]: string, lines: readonly string[], indent: string): string {
  return lines.length === 0 ? `${open}${close}` : [open, ...lines, `${indent}${close}`].join('\n')
}

/** An expression with backslashes is written raw, as people write it; JSON's escapes are Python's too. */
function writeText(text: string): string {
  const isPrintable = !/[\p{Cc}"]/u.test(text)
  return text.includes('\\') && isPrintable && !text.endsWith('\\') ? `r"${text}"` : JSON.stringify(text)
}
