import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { paint } from '../system/terminal.ts'

/** `--json`, of every command that reports. */
export const jsonOption = () => new Option('--json', 'print one JSON document to standard output')

/** `--mode`, of every command that reads the plan. */
export const modeOption = () =>
  new Option('--mode <mode>', 'use this mode, not the last one used').choices(['http', 'tls'] as const)

/** Reads a number such as `100`. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}

/** Reads `name,port` as a list. */
export function commaList(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.includes('')) throw new InvalidArgumentError('Expected names separated by commas.')
  return parts
}

/** Command lines and what each does, for the end of a command's help: beside each other where they fit into 80 columns. */
export function examples(...rows: readonly (readonly [argv: string, what: string])[]): string {
  const commands = rows.map(([argv, what]) => [`bin/campus ${argv}`, what] as const)
  const width = Math.max(...commands.map(([command]) => command.length))
  const fits = commands.every(([, what]) => width + what.length + 4 <= 80)
  const lines = commands.map(([command, what]) =>
    fits ? `  ${command.padEnd(width)}  ${what}` : `  ${command}\n      ${what}`,
  )
  return ['', paint('bold', 'Examples:'), ...lines].join('\n')
}

const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `10m` (ago) or an ISO 8601 time (of this machine's zone where it names none), in milliseconds of the epoch; undefined where it is neither. */
export function sinceOf(text: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  if (count !== undefined) return now - Number(count) * secondsOf[unit as keyof typeof secondsOf] * 1000
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text)) return undefined
  // A date alone would be taken as UTC, a date with a time as local: here both are local.
  const moment = Date.parse(text.includes('T') ? text : `${text}T00:00`)
  return Number.isNaN(moment) ? undefined : moment
}
