/** Text as a comment of Python, YAML, nginx or an environment file, in lines of at most 80 columns. What is indented is to be pasted: it stays whole. */
export function comment(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : breakLine(line)))
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
}

/** Lines made a comment as they are: what a person may take the sign away from. */
export function commentOut(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
}

/** A text in lines that fit 80 columns as a comment. */
export function breakLine(text: string): readonly string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length + 1 > 78) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
