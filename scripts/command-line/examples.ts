import { paint } from '../system/terminal.ts'

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
