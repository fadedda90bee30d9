import { frontendOf } from '../plan/frontend.ts'
import { isRichieOurs } from '../plan/plan.ts'
import type { Lms, Plan } from '../plan/plan.ts'
import { describeSource } from '../plan/richie-source.ts'
import { paint } from '../system/terminal.ts'
import type { Reach } from './status-schema.ts'

/** What a service is, in a few words, once it is ready. */
export function readyText(plan: Plan, service: string): string {
  switch (service) {
    case 'gateway':
      return `nginx, ${plan.sites.length} sites`
    case 'database':
      return 'PostgreSQL 15'
    case 'search':
      return 'Elasticsearch 7.10'
    case 'frontend':
      return frontendOf(plan.richie.source)?.mode === 'watch' ? 'front end, watched' : 'front end, built'
    case 'richie':
      return `Richie ${describeSource(plan.richie.source)}, ready`
    default: {
      const lms = plan.lmses.find(({ key }) => key === service)
      return lms === undefined ? 'ready' : `mock LMS, ${lms.release}`
    }
  }
}

/** Prints where everything is and how to get in, with what comes next. */
export function printSites(plan: Plan): void {
  for (const block of [siteLines(plan), ...nextSteps(plan)]) console.log(`\n${block.join('\n')}`)
}

/** Width of the names in front of the rows: of services and sites alike. */
export function nameWidth(plan: Plan): number {
  return Math.max(11, ...plan.lmses.map(({ key }) => key.length + 2))
}

/** Where everything is and how to get in; with Richie's password, and what LMSes of others answered, where it is given. */
export function siteLines(
  plan: Plan,
  password?: string,
  reached: ReadonlyMap<string, Reach | null> = new Map(),
): readonly string[] {
  const rows = [
    [
      'Richie',
      plan.richie.site.origin,
      isRichieOurs(plan)
        ? password === undefined
          ? ''
          : `${plan.richie.admin.username} / ${password}`
        : `not ours, behind the gateway: ${describeSource(plan.richie.source)}`,
    ],
    ...plan.lmses.map((lms) => {
      const { key, connection, learners, provider } = lms
      const learner = learners.find((candidate) => !candidate.staff)
      if (provider === 'external')
        return [key, connection.baseUrl, notOurs(lms, reached.get(key) ?? undefined)]
      return [key, connection.baseUrl, learner ? `${learner.email} / ${learner.password}` : '']
    }),
  ] as [string, string, string][]
  const width = Math.max(...rows.map(([, url]) => url.length)) + 4
  return rows.map(([name, url, access]) =>
    `  ${name.padEnd(nameWidth(plan))}${paint('cyan', url)}${' '.repeat(width - url.length)}${access}`.trimEnd(),
  )
}

/** Whose learners we know nothing of. */
function notOurs({ site, url }: Lms, reach: Reach | undefined): string {
  const where = site === null ? 'not ours' : `not ours, behind the gateway: ${url}`
  if (reach === undefined) return where
  return `${where}, ${reach.isReached ? reach.says : paint('red', reach.says)}`
}

/** What a person may want next, a block of lines each: the password where it is not shown, enrolment for real where it is faked. */
export function nextSteps(plan: Plan, password?: string): readonly (readonly string[])[] {
  // One that is no Open edX has no other interface in tls mode either.
  const faked = plan.lmses.filter(
    ({ connection }) => connection.jsBackend === 'dummy' && connection.syncMode !== 'manual',
  )
  const others = plan.lmses.filter(({ provider }) => provider === 'external').map(({ key }) => key)
  return [
    ...(password === undefined && isRichieOurs(plan)
      ? [["  Password of Richie's admin: bin/campus status --secrets"]]
      : []),
    ...(others.length === 0
      ? []
      : [[`  Whether the connection with what is not ours works: bin/campus check ${others.join(' ')}`]]),
    ...(plan.mode === 'http' && faked.length > 0
      ? [
          [
            '  Enrolment is faked in the browser in http mode (backendOverHttp: base).',
            '  The real thing: make setup-ssl && make run-ssl',
          ],
        ]
      : []),
  ]
}
