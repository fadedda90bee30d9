/** The last lines that a failed program printed, set in under a message. */
export function lastLines(text: string | readonly string[], count = 10): string {
  const lines = typeof text === 'string' ? text.split('\n') : text
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n')
}
