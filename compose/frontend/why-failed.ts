/** Words with which tsc, webpack, sass, yarn and Node begin to say what is wrong. */
const beginnings = [
  /\berror TS\d+:/,
  /^ERROR in /,
  /^Error: /,
  /^\S*Error: /,
  /^error (?!Command failed)/,
  /^\[?webpack-cli\]? /,
  /^FATAL ERROR: /,
]
const shownLines = 8

/** The lines of a program's output that say why it failed: from the first such line on, else the last lines. */
export function whyFailed(lines: readonly string[]): readonly string[] {
  const told = lines.filter((line) => line.trim() !== '' && !isChatter(line))
  const first = told.findIndex(saysWhy)
  const shown = first === -1 ? told.slice(-shownLines) : told.slice(first, first + shownLines)
  const isStale = shown.some((line) => line.includes('Your lockfile needs to be updated'))
  return isStale
    ? [...shown, 'yarn.lock is out of date: run yarn install (yarn 1) in the folder of the front end.']
    : shown
}

/** The same in one line. webpack's first line has only the file, and Babel's name of its loader stands before what it says. */
export function whyFailedInShort(lines: readonly string[]): string {
  const told = whyFailed(lines).filter((line) => !/^Module build failed|^\s*at /.test(line))
  const [first = 'it ended', second] = told
  if (!saysWhy(first)) return shorten(told.at(-1) ?? first)
  const file = /^ERROR in (\S+)/.exec(first)?.[1]
  if (file === undefined || second === undefined) return shorten(first)
  return shorten(second.includes(file.replace(/^\.\//, '')) ? second : `${file}: ${second}`)
}

function saysWhy(line: string): boolean {
  return beginnings.some((pattern) => pattern.test(line))
}

function shorten(text: string): string {
  const line = text.trim()
  return line.length > 240 ? `${line.slice(0, 239)}…` : line
}

function isChatter(line: string): boolean {
  return /^info Visit https:\/\/|^yarn run v|^\$ |^error Command failed|^\s+at \S.*\(.+:\d+:\d+\)$/.test(line)
}
