import { duration, paint, printable, wrap, textWidth } from '../system/terminal.ts'
import { countFindings } from './document.ts'
import { formatDetail, formatVerbose } from './findings-detail.ts'
import type { Finding } from './run-checks.ts'

export type FormatOptions = {
  /** Columns. */
  readonly width: number
  /** Of the whole run. */
  readonly ms: number
  /** Each check on a line of its own, with what it proves and what it saw. */
  readonly verbose?: boolean
}

/** Findings as text: by subject, what is right in short, what is not in full, and at the end what to do first. */
export function formatFindings(findings: readonly Finding[], options: FormatOptions): string {
  const subjects = [...Map.groupBy(findings, ({ subject }) => subject)]
  const format = options.verbose === true ? formatAll : formatSubject
  const lines = subjects.flatMap(([subject, own]) => format(subject, own, options.width))
  return [...withoutDoubleGaps(lines), '', ...conclusion(findings, options)].join('\n')
}

/** Columns of a subject's name and of a status. */
const nameWidth = 10
const statusWidth = 9

/** In short what is right and what was skipped, then in full what is not. */
function formatSubject(subject: string, findings: readonly Finding[], width: number): readonly string[] {
  const of = (...wanted: readonly Finding['status'][]) =>
    findings.filter(({ status }) => wanted.includes(status))
  const right = of('ok').map(({ id }) => id)
  const short = [
    ...(right.length > 0 ? row('ok', right.join(', '), width) : []),
    ...skippedByCause(of('skipped')).flatMap((text) => row('skipped', text, width)),
  ]
  const details = of('fail', 'warn').flatMap((finding) => ['', ...formatDetail(finding, width)])
  return [...labelled(subject, short), ...(details.length > 0 ? [...details, ''] : [])]
}

/** One line a cause: `since richie/port failed: a, b`, `a, b: there is none over http`. */
function skippedByCause(findings: readonly Finding[]): readonly string[] {
  const causes = Map.groupBy(findings, ({ because, says }) => because ?? `: ${says}`)
  return [...causes].map(([cause, skipped]) => {
    const ids = skipped.map(({ id }) => id).join(', ')
    return cause.startsWith(': ') ? `${ids}${cause}` : `since ${cause} failed: ${ids}`
  })
}

function row(status: 'ok' | 'skipped', text: string, width: number): readonly string[] {
  const label = status.padEnd(statusWidth)
  return wrap(printable(text), width - nameWidth - statusWidth - 2).map(
    (line, index) =>
      `${index > 0 ? ' '.repeat(statusWidth) : status === 'ok' ? paint('green', label) : paint('dim', label)}${paint('dim', line)}`,
  )
}

/** The subject's name before the first line; one that is too long for its column has a line of its own. */
function labelled(subject: string, lines: readonly string[]): readonly string[] {
  const blank = ' '.repeat(nameWidth)
  const [first, ...rest] = lines.map((line) => `  ${blank}${line}`)
  const name = `  ${paint('bold', subject)}`
  if (first === undefined) return [name]
  if (subject.length >= nameWidth) return [name, first, ...rest]
  return [`${name}${first.slice(subject.length + 2)}`, ...rest]
}

function formatAll(subject: string, findings: readonly Finding[], width: number): readonly string[] {
  return [
    '',
    `  ${paint('bold', subject)}`,
    ...findings.flatMap((finding) => formatVerbose(finding, width)),
    '',
  ]
}

function withoutDoubleGaps(lines: readonly string[]): readonly string[] {
  const trimmed = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
  return trimmed.at(-1) === '' ? trimmed.slice(0, -1) : trimmed
}

function conclusion(findings: readonly Finding[], { ms, width }: FormatOptions): readonly string[] {
  const { ok, warn, fail, skipped } = countFindings(findings)
  const counts = [
    `${ok} ok`,
    warn > 0 ? paint('magenta', `${warn} ${warn === 1 ? 'warning' : 'warnings'}`) : '',
    fail > 0 ? paint('red', `${fail} failed`) : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ].filter((text) => text !== '')
  const first = findings.find(({ status }) => status === 'fail')
  return [
    `  ${counts.join(', ')}, in ${duration(ms)}`,
    ...(first === undefined ? [] : firstStep(first, width)),
  ]
}

function firstStep({ subject, id, fix }: Finding, width: number): readonly string[] {
  const [best] = fix
  const begin = `Begin with ${subject}/${id}`
  if (best === undefined) return wrap(`${begin}, above.`, width, '  ')
  if (best.command === undefined) {
    return wrap(
      `${begin}: ${printable(best.says.split('\n')[0] ?? '').replace(/:$/, ', as above.')}`,
      width,
      '  ',
    )
  }
  return [`  ${begin}:`, ...best.command.split('\n').map((line) => `      ${paint('bold', printable(line))}`)]
}

/** Shows findings in the terminal, as wide as it is; `ms` is the time of the whole run. */
export function printFindings(
  findings: readonly Finding[],
  options: { readonly ms: number; readonly verbose?: boolean },
): void {
  console.log(formatFindings(findings, { ...options, width: textWidth() }))
}
