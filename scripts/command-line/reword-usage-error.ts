/** What Commander says of a wrong command line, in our words: a sentence, with the nearest command or option in it. */
export function rewordUsageError(text: string): string {
  return text
    .replace(/^error: /, '')
    .replace(/^unknown (command|option) '(.*?)'/, 'There is no $1 "$2"')
    .replace(/\n\(Did you mean one of (.*)\?\)/, ', did you mean one of $1?')
    .replace(/\n\(Did you mean (.*)\?\)/, ', did you mean "$1"?')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase())
    .replace(/([^.?\n])\n$/, '$1.\n')
}
