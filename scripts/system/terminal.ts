import { styleText } from 'node:util'

/** Whether a person looks at this stream: then lines are redrawn and coloured. */
export function isTerminal(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined
}

type Style = Parameters<typeof styleText>[0]

/** Text in a colour where a terminal shows it (NO_COLOR is respected), else as it is. */
export function paint(style: Style, text: string): string {
  return isTerminal() ? styleText(style, text, { stream: process.stdout }) : text
}

/** `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}
