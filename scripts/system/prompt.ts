import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Interrupted } from './user-error.ts'

/** Whether there is a person to ask. */
export function canAsk(): boolean {
  const { stdin, stdout, stderr } = process
  return stdin.isTTY && stdout.isTTY && stderr.isTTY && process.env['CI'] === undefined
}

/** Asks a yes-or-no question on the terminal, on stderr, since stdout is for results; Enter alone means no. */
export async function confirm(question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await askText(`${question} [y/N] `))
}

/** Asks for a line of text; Enter alone is an empty one. */
export async function askText(question: string): Promise<string> {
  return (await askLine(question, process.stderr)).trim()
}

/** The same for a password: what is typed is not shown. */
export async function askSecret(question: string): Promise<string> {
  process.stderr.write(question)
  // readline shows what is typed by writing it to its output.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const secret = await askLine('', nowhere)
  process.stderr.write('\n')
  return secret
}

async function askLine(question: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await lines.question(question).catch((): never => {
      throw new Interrupted() // Ctrl-C or Ctrl-D
    })
  } finally {
    lines.close()
  }
}
