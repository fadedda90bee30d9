import type { Plan } from '../../plan/plan.ts'
import { describeSource, type RichieSource } from '../../plan/richie-source.ts'
import { paint, wrap } from '../../system/terminal.ts'
import type { ServiceStatus, StatusDocument } from './schema.ts'
import { nameWidth, readyText } from './summary.ts'

/** A row for each service, in columns; active faults of an LMS have their own lines. */
export function serviceLines(
  plan: Plan,
  { services, lms }: StatusDocument,
  now: number,
  width: number,
): readonly string[] {
  const names = nameWidth(plan)
  const how = longest(services.map((service) => howItIs(service, now)))
  const left = width - (2 + names + 2 + how + 2 * figureWidth)
  const full = services.map((service) => whatItIs(plan, service))
  // If it does not fit, Node's version is only in --json.
  const whats = longest(full) <= left ? full : full.map((text) => text.replace(/, Node .*/, ''))
  const what = longest(whats) + 2
  const lines = services.flatMap((service, index) => {
    const { name, health, memoryBytes, cpuPercent } = service
    const colour = health === 'healthy' ? 'green' : health === 'starting' ? 'magenta' : 'red'
    const memory = memoryBytes === null ? '' : megabytes(memoryBytes)
    const processor = cpuPercent === null ? '' : `${cpuPercent.toFixed(1)} %`
    const texts = `${whats[index]?.padEnd(what)}${howItIs(service, now).padEnd(how)}`
    const figures = `${memory.padStart(figureWidth)}${processor.padStart(figureWidth)}`
    const faults = lms.find(({ key }) => key === name)?.faults ?? []
    const active = faults.length === 0 ? '' : `active faults: ${faults.join(', ')}`
    const says = service.says ?? ''
    return [
      `  ${paint(colour, name.padEnd(names))}${texts}${figures}`.trimEnd(),
      ...wrapRow(' '.repeat(names), active, width).map((line) => paint('red', line)),
      ...wrapRow(' '.repeat(names), says, width).map((line) =>
        paint(health === 'starting' ? 'dim' : 'red', line),
      ),
    ]
  })
  const total = services.reduce((sum, { memoryBytes }) => sum + (memoryBytes ?? 0), 0)
  const sum = `${'all'.padStart(2 + names + what + how)}${megabytes(total).padStart(figureWidth)}`
  return total === 0 ? lines : [...lines, paint('dim', sum)]
}

const figureWidth = 9

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`
}

function whatItIs(plan: Plan, { name, versions }: ServiceStatus): string {
  const program = (known: string) => (versions[known] === undefined ? known : `${known} ${versions[known]}`)
  switch (name) {
    case 'gateway':
      return `${program('nginx')}, ${plan.sites.length} sites`
    case 'database':
      return program('PostgreSQL')
    case 'search':
      return program('Elasticsearch')
    case 'frontend':
      return readyText(plan, name)
    case 'richie':
      return richieOf(plan.richie.source, versions['Richie'])
    default: {
      const release = plan.lmses.find(({ key }) => key === name)?.release
      return `mock LMS, ${release}${versions['Node'] === undefined ? '' : `, ${program('Node')}`}`
    }
  }
}

/** A checkout's version says little: it is what it was branched from. */
function richieOf(source: RichieSource, version: string | undefined): string {
  if (source.provider === 'pypi') return `Richie ${version ?? source.version}`
  return `Richie${version === undefined ? '' : ` ${version}`}, ${describeSource(source)}`
}

function howItIs({ state, health, since, exitCode }: ServiceStatus, now: number): string {
  const time = since === null ? undefined : ago(since, now)
  if (state === 'absent') return 'not running'
  if (state === 'exited' && health === 'healthy') return `done${time === undefined ? '' : ` ${time} ago`}`
  if (state === 'exited' || state === 'dead')
    return `exited${exitCode === null ? '' : ` (${exitCode})`}${time === undefined ? '' : ` ${time} ago`}`
  if (state !== 'running') return state
  if (health === 'unhealthy') return `unhealthy${time === undefined ? '' : ` for ${time}`}`
  return [...(health === 'none' ? [] : [health]), ...(time === undefined ? [] : [`up ${time}`])].join(', ')
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length))
}

/** How long ago a moment (ISO 8601) is at `now`, in milliseconds of the epoch: in one unit, such as `12 min`. */
export function ago(since: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(since)) / 1000))
  if (seconds < 90) return `${seconds} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} days`
}

/** Lines of a text beside a name; nothing where there is no text. A space that does not break (U+00A0) keeps words together. */
export function wrapRow(name: string, text: string, width: number): readonly string[] {
  if (text === '') return []
  const lines = wrap(text, width, `  ${name}`, ' '.repeat(2 + name.length))
  return lines.map((line) => line.replaceAll('\u00a0', ' '))
}
