import { isTerminal, paint, textWidth } from './terminal.ts'

/** One line that says what is being done, replaced each time and removed at the end. */
export type ProgressLine = {
  readonly show: (text: string) => void
  /** Removes the line; what is printed next begins in its place. */
  readonly clear: () => void
  /** Removes the line for good. */
  readonly close: () => void
}

export const silentProgressLine: ProgressLine = {
  show: () => undefined,
  clear: () => undefined,
  close: () => undefined,
}

/** Where the output is not a terminal (a pipe, a log) nothing is shown. */
export function openProgressLine(stream: NodeJS.WriteStream = process.stdout): ProgressLine {
  if (!isTerminal(stream)) return silentProgressLine
  const blank = '\r\u001b[2K'
  let isOpen = true
  const clear = () => void (isOpen && stream.write(blank))
  return {
    show(text) {
      // A line that the terminal wraps could not be removed whole.
      if (isOpen) stream.write(blank + paint('dim', `  ${text}`.slice(0, textWidth(stream) - 1)))
    },
    clear,
    close() {
      clear()
      isOpen = false
    },
  }
}
