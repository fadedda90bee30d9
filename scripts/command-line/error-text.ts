import { paint } from '../system/terminal.ts'
import type { UserError } from '../system/user-error.ts'
import { wrap } from '../system/wrap.ts'

type Told = Pick<UserError, 'message' | 'hint' | 'id' | 'exitCode'>

/** An error as a person reads it, in lines of `width` characters: what is wrong, what mends it, where more is said. */
export function errorText({ message, hint, id, exitCode }: Told, width: number): string {
  const lines = message.split('\n').flatMap((line) => wrap(line, width, '', '  '))
  // A wrong command line is said whole in the message.
  const hasMore = exitCode === 1 || id === 'wrong-spec'
  return [
    paint('bold', lines.join('\n')),
    ...(hint === undefined ? [] : [hint.replace(/^/gm, '  ')]),
    ...(hasMore ? [`\n  ${paint('dim', `More: docs/troubleshooting.md#${id}`)}`] : []),
  ].join('\n')
}
