import { createLogUpdate } from 'log-update'
import { duration, isTerminal, paint } from './terminal.ts'

const nameWidth = 11
const textWidth = 50
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

export type Row = {
  /** What is being done now, or waited for. */
  doing(text: string): void
  /** It is right. The time since the row began is shown when it was worth noticing. */
  done(text: string): void
  failed(text: string): void
  /** A line that stays on the screen, above the rows. */
  note(line: string): void
  /** Hands the terminal to a question: nothing is redrawn until it is answered. */
  handOver<T>(ask: () => Promise<T>): Promise<T>
}

export type Board = {
  /** A row for one part of the environment; rows keep the order in which they were asked for. */
  row(name: string): Row
  /** Something failed: rows that are still at it are marked. */
  abandon(): void
  /** Ends the redrawing; what is on the screen stays. */
  close(): void
}

type State = { name: string; text: string; began: number; ended?: number; state: 'doing' | 'done' | 'failed' }

/** Progress, one row a part: redrawn on a terminal, plain lines when piped. */
export function openBoard(): Board {
  return isTerminal() ? liveBoard() : plainBoard()
}

/** Between two lines of one row that is still at it, when piped. */
const plainEveryMs = 10_000

function plainBoard(): Board {
  const print = (state: State) => process.stdout.write(`${formatRow(state)}\n`)
  const printed = new Map<string, number>()
  const printSometimes = (state: State) => {
    const now = performance.now()
    if (now - (printed.get(state.name) ?? -plainEveryMs) < plainEveryMs) return
    printed.set(state.name, now)
    print(state)
  }
  const screen: Screen = {
    note: (line) => process.stdout.write(`${line}\n`),
    handOver: (ask) => ask(),
  }
  return {
    row: (name) => trackRow(name, screen, () => undefined, printSometimes, print),
    abandon: () => undefined, // the error that follows says it
    close: () => undefined,
  }
}

function liveBoard(): Board {
  const update = createLogUpdate(process.stdout)
  const states: State[] = []
  let frame = 0
  let closed = false
  let questions = 0
  const draw = () => {
    if (questions > 0) return
    update(states.map((state) => formatRow(state, frames[frame % frames.length] ?? '')).join('\n'))
  }
  const screen: Screen = {
    // Not by `persist`: it breaks long lines, and these are commands to copy.
    note(line) {
      update.clear()
      process.stdout.write(`${line}\n`)
      draw()
    },
    async handOver(ask) {
      questions += 1
      update.clear()
      try {
        return await ask()
      } finally {
        questions -= 1
      }
    },
  }
  const timer = setInterval(() => {
    frame += 1
    draw()
  }, 100)
  timer.unref()
  return {
    row: (name) => trackRow(name, screen, (state) => states.push(state), draw, draw),
    abandon: () => {
      for (const state of states) if (state.state === 'doing') state.state = 'failed'
    },
    close: () => {
      if (closed) return
      closed = true
      clearInterval(timer)
      if (states.length > 0) draw()
      update.done()
    },
  }
}

type Screen = Pick<Row, 'note' | 'handOver'>

function trackRow(
  name: string,
  screen: Screen,
  onBegin: (state: State) => void,
  onChange: (state: State) => void,
  onEnd: (state: State) => void,
): Row {
  const state: State = { name, text: '', began: performance.now(), state: 'doing' }
  onBegin(state)
  const end = (how: 'done' | 'failed', text: string) => {
    Object.assign(state, { state: how, text, ended: performance.now() })
    onEnd(state)
  }
  return {
    ...screen,
    doing(text) {
      if (state.text === text) return
      state.text = text
      onChange(state)
    },
    done: (text) => end('done', text),
    failed: (text) => end('failed', text),
  }
}

function formatRow(state: State, spinner = ''): string {
  const name = state.name.padEnd(nameWidth)
  const text = state.text.length > textWidth ? `${state.text.slice(0, textWidth - 1)}…` : state.text
  if (state.state === 'failed') return `  ${paint('red', name)}${text}`
  if (state.state === 'doing') {
    const since =
      spinner === ''
        ? text.endsWith('…')
          ? ''
          : '…'
        : `  ${spinner} ${duration(performance.now() - state.began)}`
    return `  ${name}${paint('dim', spinner === '' ? text : text.padEnd(textWidth))}${paint('dim', since)}`
  }
  const ms = (state.ended ?? state.began) - state.began
  return `  ${name}${text.padEnd(textWidth)}${ms >= 100 ? duration(ms).padStart(12) : ''}`.trimEnd()
}
