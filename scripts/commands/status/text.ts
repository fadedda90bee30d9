import type { Plan } from '../../plan/plan.ts'
import { startCommand } from '../../plan/site.ts'
import { duration, paint } from '../../system/terminal.ts'
import type { LastStart } from './last-start.ts'
import type { StatusDocument, Webhook } from './schema.ts'
import { ago, serviceLines, wrapRow } from './service-lines.ts'
import { nameWidth, nextSteps, siteLines } from './summary.ts'

/** `campus status` as text; `now` in milliseconds of the epoch. */
export function formatStatus(plan: Plan, document: StatusDocument, now: number, width: number): string {
  const { admin, lastStart } = document
  const row = (name: string, text: string) => wrapRow(name.padEnd(nameWidth(plan)), text, width)
  const blocks = [
    [head(document)],
    serviceLines(plan, document, now, width),
    siteLines(plan, {
      ...(admin.password === undefined ? {} : { password: admin.password }),
      reached: new Map(document.lms.map(({ key, reach }) => [key, reach])),
      width,
    }),
    [
      ...webhookRows(document, now).flatMap(({ name, text, isBad }) =>
        row(name, text).map((line) => (isBad ? paint('red', line) : line)),
      ),
      ...(lastStart === null ? [] : row('last start', startText(lastStart, now))),
      ...(lastStart === null ? [] : row('', partsText(lastStart)).map((line) => paint('dim', line))),
    ],
    ...nextSteps(plan, admin.password),
    fixes(document),
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
}

/** What to do about services that are not as they should be. */
function fixes({ mode, engine, services }: StatusDocument): readonly string[] {
  const stopped = services.some(({ state, health }) => state !== 'running' && health !== 'healthy')
  const failing = services.filter(
    ({ state, health, says }) =>
      health === 'unhealthy' ||
      (health === 'healthy' && says !== undefined) ||
      (health !== 'healthy' && state !== 'running' && state !== 'absent'),
  )
  const names = failing.map(({ name }) => name).join(' ')
  return [
    ...(stopped ? [`  Start what is not running: ${startCommand(mode)}`] : []),
    ...(engine === null ? ['  Find out why no engine answers: make doctor'] : []),
    ...(failing.length === 0
      ? []
      : [`  Read ${failing.length === 1 ? 'its log' : 'their logs'}: bin/campus logs ${names}`]),
  ]
}

function head({ mode, engine, compose }: StatusDocument): string {
  const docker = engine === null ? 'no Docker engine answers' : `Docker ${engine}, compose ${compose}`
  return `${paint('bold', 'campus')}  ${mode} · environment.yaml · ${docker}`
}

type Row = { readonly name: string; readonly text: string; readonly isBad: boolean }

/** What each LMS has synced to Richie. */
function webhookRows({ lms }: StatusDocument, now: number): readonly Row[] {
  const told = lms.flatMap(({ key, webhook }) => (webhook === null ? [] : [{ key, webhook }]))
  return told.map(({ key, webhook }, index) => ({
    name: index === 0 ? 'webhook' : '',
    text: `${key}: ${webhookText(webhook, now)}`,
    isBad: webhook.refused + webhook.withheld + webhook.left > 0,
  }))
}

function webhookText({ accepted, refused, withheld, left, away, toldAt }: Webhook, now: number): string {
  const bad = [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(withheld > 0 ? [`${withheld} not sent (fault webhook-withheld)`] : []),
    ...(left > 0 ? [`${left} without an answer${away === null ? '' : ` (${away})`}`] : []),
  ]
  const last = toldAt === null ? '' : `; Richie last answered ${ago(toldAt, now)} ago`
  return `${accepted} course ${accepted === 1 ? 'run' : 'runs'} synced${bad.map((one) => `, ${one}`).join('')}${last}`
}

const kinds: Readonly<Record<LastStart['kind'], string>> = {
  first: 'first start',
  'after-stop': 'services were stopped',
  change: 'something had changed',
  'nothing-to-do': 'nothing to do',
}

function startText({ at, kind, ms }: LastStart, now: number): string {
  return `${ago(at, now)} ago, took ${duration(ms)} (${kinds[kind]})`
}

/** Those that were worth noticing. */
function partsText({ parts }: LastStart): string {
  const long = parts.filter((part) => part.ms >= 100)
  return long.map(({ name, ms }) => `${name} ${duration(ms)}`.replaceAll(' ', '\u00a0')).join(', ')
}
