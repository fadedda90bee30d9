import type { YAMLError } from 'yaml'

/** What a parser says of a text that is no YAML: where, and in our words. */
export function yamlFaults(
  errors: readonly YAMLError[],
  text: string,
): readonly { readonly offset: number; readonly message: string }[] {
  // After an unexpected token the parser has lost its way: what it says of others leads astray.
  const lost = errors.find(({ code }) => code === 'UNEXPECTED_TOKEN')
  return errors
    .filter((error) => error.code !== 'UNEXPECTED_TOKEN' || error === lost)
    .map((error) => ({ offset: error.pos[0], message: describe(error, text) }))
}

function describe({ code, pos: [offset], message }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const [key = ''] = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,{}]+)/.exec(text.slice(offset)) ?? []
    return `the key ${key.replaceAll(/^["']|["']$/g, '')} is there twice`
  }
  return `not readable as YAML: ${message.split('\n')[0]}${quotesMend(code, lineAt(text, offset), text[offset])}`
}

/** The two texts that a person forgets to quote: one with a colon and a space in it, and a path with {course_id}. */
function quotesMend(code: YAMLError['code'], line: string, at: string | undefined): string {
  if (code === 'UNEXPECTED_TOKEN' && at === '{' && line.includes('{course_id}'))
    return '. Put the path with {course_id} in quotes'
  const [, value = ''] = /[\w-]+:\s+([^\s"'[{][^,}]*: [^,}]*)/.exec(line.replace(/^[^{]*\{/, '')) ?? []
  if ((code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW') && value !== '')
    return `. A text with a colon in it is put in quotes: "${value.trim()}"`
  return ''
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? undefined : end)
}
