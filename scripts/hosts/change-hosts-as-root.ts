import type { FailureId } from '../explained/failures.ts'
import { UserError } from '../system/user-error.ts'
import { changeHosts, type Change, type Changed, type Refused } from './change-hosts.ts'

/*
 * The only thing that sudo is needed for: `change-hosts-as-root.ts add|remove FILE ENVIRONMENT [NAME...]` changes one block of
 * a hosts file and prints an `Answer`. It imports little, and runs no program but cp.
 */
export type Answer =
  | { readonly changed: Changed | Refused }
  | { readonly fault: { readonly message: string; readonly id: FailureId; readonly hint?: string } }

const [action, file = '', environment = '', ...names] = process.argv.slice(2)
console.log(JSON.stringify(answer({ action: action === 'add' ? 'add' : 'remove', environment, names })))

function answer(change: Change): Answer {
  try {
    return { changed: changeHosts(file, change) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { message, id, hint } = error
    return { fault: { message, id, ...(hint === undefined ? {} : { hint }) } }
  }
}
