/** Text as a comment of Python, YAML, nginx or an environment file, in lines of at most 120 columns. */
export function comment(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => breakLine(line, 118))
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

function breakLine(line: string, width: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? ''
  const lines = [indent]
  for (const word of line.trimStart().split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== indent && last.length + word.length + 1 > width) lines.push(indent + word)
    else lines[lines.length - 1] = last === indent ? indent + word : `${last} ${word}`
  }
  return lines
}
