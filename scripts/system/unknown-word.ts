import { distance } from 'fastest-levenshtein'
import { UserError } from './user-error.ts'

/** The error for an unknown word on the command line: with the nearest known word, and all of them. */
export function unknownWord(
  kind: 'LMS' | 'check' | 'fault' | 'site' | 'target',
  word: string,
  known: readonly string[],
  more = '',
): UserError {
  const near = nearest(word, known)
  return new UserError(
    `There is no ${kind} "${word}"${near === undefined ? '.' : `, did you mean "${near}"?`}`,
    { id: 'command-line', hint: `Use one of: ${known.join(', ')}${more}`, exitCode: 2 },
  )
}

/** The known word that a person most likely meant, if any is near enough: a letter wrong in three, or two swapped. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far)
  return ranked.find(
    ({ candidate, far }) =>
      far <= Math.max(1, Math.floor(candidate.length / 3)) || (far <= 2 && sameLetters(word, candidate)),
  )?.candidate
}

function sameLetters(one: string, other: string): boolean {
  const letters = (word: string) => word.toLowerCase().split('').toSorted().join('')
  return letters(one) === letters(other)
}
