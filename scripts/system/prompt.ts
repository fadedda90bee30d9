import { createInterface } from 'node:readline/promises'
import { Interrupted } from './user-error.ts'

/** Whether there is a person to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] === undefined
}

/** Asks a yes-or-no question on the terminal; Enter alone means no. */
export async function confirm(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = await lines.question(`${question} [y/N] `).catch((): never => {
      throw new Interrupted() // Ctrl-C or Ctrl-D
    })
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
