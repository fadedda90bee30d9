export type BuildLog = {
  /** Reads one line of `--progress plain`. */
  read(line: string): void
  /** What is being built now: `4/7 pip install …`; empty before the first step. */
  now(): string
  /** The last lines that say why it failed. */
  failure(): readonly string[]
}

const failureLines = 20
const keptLines = 400
// Words of a Dockerfile's step that say nothing about what it does.
const noise = [/^RUN\s+/, /^--\S+\s+/, /^\/\S+\/(?=[^/\s]+)/]

type Step = { at: string; command: string; lines: string[]; isDone: boolean }

/** Follows one build by the lines it prints. BuildKit runs steps side by side, so each line names its step. */
export function followBuild(): BuildLog {
  const steps = new Map<string, Step>()
  const stray: string[] = []
  let failed: Step | undefined
  return {
    read(line) {
      const [, number, text] = /^#(\d+) (.*)$/.exec(line) ?? []
      if (number === undefined || text === undefined) return keep(stray, line)
      const opened = /^\[(?:.* )?(\d+\/\d+)\] (.*)$/.exec(text)
      const step = steps.get(number)
      if (opened) {
        if (!step) {
          const [, at = '', command = ''] = opened
          steps.set(number, { at, command: shortCommand(command), lines: [], isDone: false })
        }
      } else if (!step) {
        keep(stray, text)
      } else if (/^(DONE|CACHED|CANCELED)\b/.test(text)) {
        step.isDone = true
      } else if (text.startsWith('ERROR:')) {
        step.isDone = true
        keep(step.lines, text)
        failed = step
      } else {
        keep(step.lines, text.replace(/^\d+\.\d+ ?/, ''))
      }
    },
    now() {
      const last = [...steps.values()].findLast(({ isDone }) => !isDone) ?? [...steps.values()].at(-1)
      return last ? `${last.at} ${last.command}`.trim() : ''
    },
    failure: () =>
      (failed?.lines ?? stray)
        .filter((line) => line.trim() !== '')
        .map(shortVersions)
        .slice(-failureLines),
  }
}

/** pip names every release where none fits: the newest are enough. */
function shortVersions(line: string): string {
  return line.replace(/\(from versions: ([^)]*)\)/, (all: string, list: string) => {
    const versions = list.split(', ')
    return versions.length <= 6 ? all : `(the newest are ${versions.slice(-6).join(', ')})`
  })
}

function keep(lines: string[], line: string): void {
  lines.push(line)
  if (lines.length > keptLines) lines.shift()
}

function shortCommand(command: string): string {
  if (command.startsWith('FROM ')) return ''
  let short = command.replace(/^(COPY|ADD)\s+(--\S+\s+)*/, 'copying ')
  for (let before = ''; before !== short;) {
    before = short
    for (const pattern of noise) short = short.replace(pattern, '')
  }
  return short.split(/\s*(?:&&|;|\\$)\s*/)[0] ?? ''
}

/** One line for several builds: where each of them is, and the command of the first as far as there is room. */
export function describeBuilds(builds: readonly { name: string; now: string }[], width = 50): string {
  const places = builds.map(({ name, now }) => `${name} ${now.split(' ')[0] ?? ''}`.trim())
  const command = builds[0]?.now.split(' ').slice(1).join(' ') ?? ''
  const rest = places.slice(1).map((place) => `, ${place}`)
  const room = width - (places[0]?.length ?? 0) - rest.join('').length - 1
  if (room >= 8 && command !== '') {
    const shown = command.length > room ? `${command.slice(0, room - 1).trimEnd()}…` : command
    return `${places[0]} ${shown}${rest.join('')}`
  }
  const all = places.join(', ')
  return all.length > width ? `${all.slice(0, width - 1)}…` : all
}
