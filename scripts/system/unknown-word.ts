import { nearest } from './nearest.ts'
import { UserError } from './user-error.ts'

/** The refusal of a word of the command line that names nothing there is: the nearest one, and all of them. */
export function unknownWord(
  kind: 'LMS' | 'check' | 'fault' | 'target',
  word: string,
  known: readonly string[],
  more = '',
): UserError {
  const near = nearest(word, known)
  return new UserError(
    `There is no ${kind} "${word}"${near === undefined ? '.' : `, did you mean "${near}"?`}`,
    { id: 'command-line', hint: `There are: ${known.join(', ')}${more}`, exitCode: 2 },
  )
}
