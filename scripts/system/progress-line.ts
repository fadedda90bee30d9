import { isTerminal, paint, textWidth } from './terminal.ts'

/** One line that says what is being done, replaced each time; nothing of it stays. */
export type ProgressLine = {
  readonly show: (text: string) => void
  /** Takes the line away; what comes after it begins where it stood. */
  readonly clear: () => void
  /** The same for good: nothing is shown any more. */
  readonly close: () => void
}

export const silentProgressLine: ProgressLine = {
  show: () => undefined,
  clear: () => undefined,
  close: () => undefined,
}

/** Where nobody looks on (a pipe, a log) nothing is shown. */
export function openProgressLine(stream: NodeJS.WriteStream = process.stdout): ProgressLine {
  if (!isTerminal(stream)) return silentProgressLine
  const blank = '\r\u001b[2K'
  let isOpen = true
  const clear = () => void (isOpen && stream.write(blank))
  return {
    show(text) {
      // A line that is broken by the terminal could not be taken away whole.
      if (isOpen) stream.write(blank + paint('dim', `  ${text}`.slice(0, textWidth(stream) - 1)))
    },
    clear,
    close() {
      clear()
      isOpen = false
    },
  }
}
