import { InvalidArgumentError, Option } from '@commander-js/extra-typings'

/** `--json`, of every command that reports. */
export const jsonOption = () => new Option('--json', 'one JSON document on standard output')

/** `--mode`, of every command that reads the plan. */
export const modeOption = () =>
  new Option('--mode <mode>', 'instead of the last one used').choices(['http', 'tls'] as const)

/** Reads a number such as `100`. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}

/** Reads `name,port` as a list. */
export function commaList(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.includes('')) throw new InvalidArgumentError('Expected names with commas between them.')
  return parts
}
