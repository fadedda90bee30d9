import {
  LineCounter,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseDocument,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml'
import type { Problem, SpecPath } from './problem.ts'

/** One parsed spec file: its data, and the place of each value. */
export type Source = {
  readonly file: string
  readonly data: unknown
  readonly problems: readonly Problem[]
  /** Whether this file holds a value at that path. */
  has(path: SpecPath): boolean
  /** Line and column (from 1) of the value at a path, of its key, or of the nearest parent that is there. */
  locate(path: SpecPath, atKey?: boolean): { line: number; column: number }
}

/** Parses the text of a spec file. YAML that can't be read becomes problems, never an exception. */
export function parseSource(file: string, text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    merge: true,
  })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problems: Problem[] = yamlFaults([...document.errors, ...document.warnings], text).map(
    ({ offset, message }) => ({ file, ...at(offset), path: '', message }),
  )
  const source = {
    file,
    has: (path: SpecPath) => document.hasIn(path),
    locate: (path: SpecPath, atKey = false) => at(offsetOf(document, path, atKey)),
  }
  if (problems.length > 0) return { ...source, data: {}, problems }
  try {
    const data: unknown = document.toJS() ?? {}
    JSON.stringify(data) // throws where an alias contains itself
    if (isMap(document.contents) || document.contents === null || isNullScalar(document.contents))
      return { ...source, data: withoutExtensions(data), problems }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    const message = `not readable as YAML: ${/circular/i.test(says) ? 'an alias contains itself' : says}`
    return { ...source, data: {}, problems: [{ file, ...at(0), path: '', message }] }
  }
  const message = 'expected keys and values such as "name: campus"'
  return {
    ...source,
    data: {},
    problems: [{ file, ...at(offsetOf(document, [], false)), path: '', message }],
  }
}

/** Keys such as `x-defaults` hold what is shared by anchors, as in compose files. */
function withoutExtensions(data: unknown): unknown {
  return Object.fromEntries(Object.entries(data as object).filter(([key]) => !key.startsWith('x-')))
}

function isNullScalar(node: unknown): boolean {
  return isScalar(node) && node.value === null
}

function offsetOf(document: Document.Parsed, path: SpecPath, atKey: boolean): number {
  for (let length = path.length; length > 0; length -= 1) {
    const here = path.slice(0, length)
    const node: unknown = document.getIn(here, true)
    const useKey = length < path.length || atKey || !hasRange(node)
    const offset = useKey ? keyOffset(document, here) : hasRange(node) ? node.range[0] : undefined
    if (offset !== undefined) return offset
  }
  return hasRange(document.contents) ? document.contents.range[0] : 0
}

function keyOffset(document: Document.Parsed, path: SpecPath): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last)
  return hasRange(pair?.key) ? pair.key.range[0] : undefined
}

function hasRange(node: unknown): node is Node & { range: [number, number, number] } {
  return isNode(node) && Array.isArray(node.range)
}

/** What a parser says of a text that is not YAML, with its place, in our words. */
function yamlFaults(
  errors: readonly YAMLError[],
  text: string,
): readonly { readonly offset: number; readonly message: string }[] {
  if (errors.length === 0) return []
  const tab = errors.find(({ code }) => code === 'TAB_AS_INDENT')
  if (tab !== undefined) return [{ offset: tab.pos[0], message: 'a tab indents this line: use spaces' }]
  const deep = deepLine(text)
  if (deep !== undefined) return [deep]
  // After an unexpected token the parser is lost: its other errors mislead.
  const lost = errors.find(({ code }) => code === 'UNEXPECTED_TOKEN')
  return errors
    .filter((error) => error.code !== 'UNEXPECTED_TOKEN' || error === lost)
    .map((error) => ({ offset: error.pos[0], message: describe(error, text) }))
}

function tooDeep(indent: number, above: number): string {
  return `is indented by ${indent} spaces, below a line that has a value: expected ${above}`
}

/** A line that is indented below one which has a value already. */
function deepLine(text: string): { readonly offset: number; readonly message: string } | undefined {
  let [offset, above, isComplete] = [0, 0, false]
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/)
    if (indent !== -1 && line[indent] !== '#') {
      if (isComplete && indent > above && /^ *(?:- )?[\w-]+:(?: |$)/.test(line))
        return { offset: offset + indent, message: tooDeep(indent, above) }
      above = line.search(/[^ -]/)
      isComplete = /^[ -]*[\w-]+: +[^ |>&*!#{["'].*$/.test(line)
    }
    offset += line.length + 1
  }
  return undefined
}

function describe({ code, pos: [offset], message }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const [key = ''] = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,{}]+)/.exec(text.slice(offset)) ?? []
    return `the key ${key.replaceAll(/^["']|["']$/g, '')} is duplicated`
  }
  if (code === 'BAD_INDENT' && message.startsWith('All mapping items')) {
    const indent = lineAt(text, offset).search(/[^ ]/)
    return `is indented by ${indent} space${indent === 1 ? '' : 's'}, the keys beside it are not`
  }
  return `not readable as YAML: ${message.split('\n')[0]}${quotesFix(code, lineAt(text, offset), text[offset])}`
}

/** The two texts that people forget to quote: one with a colon and a space in it, and a path with {course_id}. */
function quotesFix(code: YAMLError['code'], line: string, at: string | undefined): string {
  if (code === 'UNEXPECTED_TOKEN' && at === '{' && line.includes('{course_id}'))
    return '. Put the path with {course_id} in quotes'
  const [, value = ''] = /[\w-]+:\s+([^\s"'[{][^,}]*: [^,}]*)/.exec(line.replace(/^[^{]*\{/, '')) ?? []
  if ((code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW') && value !== '')
    return `. Put a text with a colon in quotes: "${value.trim()}"`
  return ''
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? undefined : end)
}
