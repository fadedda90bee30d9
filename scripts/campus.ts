import { CommanderError } from '@commander-js/extra-typings'
import { makeProgram } from './command-line/program.ts'
import { explainDockerError } from './engine/docker-error.ts'
import { explainFileError } from './system/file-error.ts'
import { interruption } from './system/interruption.ts'
import { paint } from './system/terminal.ts'
import { Interrupted, UserError } from './system/user-error.ts'

interruption.listen()
// `bin/campus logs | head` closes the pipe: there is nobody left to write for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const program = makeProgram()
    if (process.argv.length === 2) program.outputHelp()
    else await program.parseAsync()
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    return report(error)
  }
}

/** The one place where an error becomes text and an exit code. */
function report(error: unknown): number {
  if (error instanceof Interrupted) {
    console.error('\nInterrupted. Nothing is half-written: run the same command again to go on.')
    return 130
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const explained =
    error instanceof UserError ? error : (explainDockerError(error) ?? explainFileError(error))
  if (explained !== undefined) {
    console.error(paint('bold', explained.message))
    if (explained.hint !== undefined) console.error(explained.hint.replace(/^/gm, '  '))
    // A wrong spec or command line is said whole in the message.
    if (explained.exitCode === 1)
      console.error(`\n  ${paint('dim', `More: docs/troubleshooting.md#${explained.id}`)}`)
    return explained.exitCode
  }
  console.error('This is a bug in campus. What it was doing:')
  console.error(error)
  return 1
}
