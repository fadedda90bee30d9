import { CommanderError } from '@commander-js/extra-typings'
import type { ErrorDocument } from './command-line/error-schema.ts'
import { errorText, rewordUsageError, wantsJson } from './command-line/errors.ts'
import { makeProgram } from './command-line/program.ts'
import { explainDockerError } from './engine/explain-problem.ts'
import { explainFileError } from './system/files.ts'
import { interruption } from './system/interruption.ts'
import { jsonText, isTerminal, textWidth } from './system/terminal.ts'
import { Interrupted, UserError } from './system/user-error.ts'

// Containers read what we write, as other users: a strict umask of the person's must not lock them out.
process.umask(0o022)
interruption.listen()
// `bin/campus logs | head` closes the pipe: nobody reads any more.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await main()

async function main(): Promise<number> {
  const program = makeProgram()
  try {
    if (process.argv.length === 2) program.outputHelp()
    else await program.parseAsync()
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    return report(error, wantsJson(program, process.argv.slice(2)))
  }
}

/** The one place where an error becomes text, a document where one is wanted, and an exit code. */
function report(error: unknown, isJson: boolean): number {
  if (error instanceof Interrupted) {
    console.error('\nInterrupted. Nothing is half-written: run the same command again to continue.')
    return 130
  }
  if (error instanceof CommanderError) {
    // Help is no error. Of a real one, Commander has already printed the text.
    if (error.exitCode === 0) return 0
    if (isJson) printError('command-line', rewordUsageError(`${error.message}\n`).trim())
    return 2
  }
  const explained =
    error instanceof UserError ? error : (explainDockerError(error) ?? explainFileError(error))
  if (explained !== undefined) {
    if (isJson) printError(explained.id, explained.message, explained.hint)
    console.error(errorText(explained, isTerminal(process.stderr) ? textWidth(process.stderr) : Infinity))
    return explained.exitCode
  }
  if (isJson) printError(null, `A bug in campus: ${String(error)}`)
  console.error('This is a bug in campus. Please report it with this stack:')
  console.error(error)
  return 1
}

/** In one line: `logs --json` may have printed others before. */
function printError(id: string | null, message: string, hint: string | null = null): void {
  console.log(jsonText({ error: { id, message, hint } } satisfies ErrorDocument))
}
