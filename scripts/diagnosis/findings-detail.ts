import { duration, paint, printable, wrap } from '../system/terminal.ts'
import type { Fix } from './check.ts'
import type { Finding } from './run-checks.ts'

/** Where the text of a finding begins. */
const indent = ' '.repeat(10)

/** A finding in full: what was found, what was seen, how to fix it, where to read more. */
export function formatDetail(finding: Finding, width: number): readonly string[] {
  return [
    ...headline(finding, printable(finding.says), width),
    ...formatEvidence(finding, width),
    ...formatFixes(finding, width),
    ...more(finding),
  ]
}

/** The same with what the check proves, also of one that is right. */
export function formatVerbose(finding: Finding, width: number): readonly string[] {
  const { title, says, ms, fix } = finding
  return [
    ...headline(finding, ms >= 100 ? `${title} (${duration(ms)})` : title, width),
    ...wrap(printable(says), width, indent),
    ...formatEvidence(finding, width),
    ...formatFixes(finding, width),
    ...(fix.length > 0 ? [...more(finding), ''] : []),
  ]
}

function headline({ status, id }: Finding, text: string, width: number): readonly string[] {
  const word = status === 'skipped' ? 'skip' : status
  const [first = '', ...rest] = wrap(`${id}: ${text}`, width, indent)
  const colours = { ok: 'green', warn: 'magenta', fail: 'red', skipped: 'dim' } as const
  const painted = `    ${paint(colours[status], word)}${' '.repeat(6 - word.length)}${paint('bold', id)}`
  return [`${painted}${first.slice(indent.length + id.length)}`, ...rest]
}

function formatEvidence({ evidence }: Finding, width: number): readonly string[] {
  return evidence
    .flatMap((line) => wrap(printable(line), width, `${indent}  `, `${indent}    `))
    .map((line) => paint('dim', line))
}

function formatFixes({ fix }: Finding, width: number): readonly string[] {
  const lines = fix.flatMap((one, index) => formatFix(one, index > 0, width))
  return lines.length === 0 ? [] : ['', ...lines]
}

/** The sentence is wrapped; lines to paste and the command are left as they are. */
function formatFix({ says, command }: Fix, isOther: boolean, width: number): readonly string[] {
  const [sentence = '', ...paste] = says.split('\n').map(printable)
  const commands = command?.split('\n').map(printable) ?? []
  return [
    ...wrap(isOther && !/^Or\b/.test(sentence) ? `Or: ${sentence}` : sentence, width, indent),
    ...paste.map((line) => (line === '' ? '' : `${indent}    ${line}`)),
    ...commands.map((line) => `${indent}    ${paint('bold', line)}`),
  ]
}

function more({ id }: Finding): readonly string[] {
  return [`${indent}${paint('dim', `More: docs/troubleshooting.md#${id}`)}`]
}
