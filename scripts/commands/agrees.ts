import { canAsk, confirm } from '../system/prompt.ts'
import { UserError } from '../system/user-error.ts'

/**
 * Asks before a change that the person may not want, which `--yes` has agreed to beforehand. A no ends with exit code 1,
 * and with the words for it: `Nothing was removed.`
 */
export async function agrees(question: string, nothing: `Nothing was ${string}.`): Promise<boolean> {
  if (!canAsk())
    throw new UserError(`There is no terminal to ask on. ${nothing}`, {
      id: 'no-terminal',
      hint: 'Add --yes',
    })
  if (await confirm(question)) return true
  console.error(nothing)
  process.exitCode = 1
  return false
}
