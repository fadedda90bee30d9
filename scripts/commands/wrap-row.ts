import { wrap } from '../system/wrap.ts'

/** Lines of a text beside a name; nothing where there is no text. A space that does not break (U+00A0) keeps words together. */
export function wrapRow(name: string, text: string, width: number): readonly string[] {
  if (text === '') return []
  const lines = wrap(text, width, `  ${name}`, ' '.repeat(2 + name.length))
  return lines.map((line) => line.replaceAll('\u00a0', ' '))
}
