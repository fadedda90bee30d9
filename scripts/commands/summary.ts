import type { Plan } from '../plan/plan.ts'
import { paint } from '../system/terminal.ts'

/** What a service is, in a few words, once it is ready. */
export function readyText(plan: Plan, service: string): string {
  switch (service) {
    case 'gateway':
      return `nginx, ${plan.sites.length} sites`
    case 'database':
      return 'PostgreSQL 15'
    case 'search':
      return 'Elasticsearch 7.10'
    case 'richie':
      return `Richie ${plan.richie.version}, ready`
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

/** Where everything is and how to get in; with Richie's password where it is given. */
export function siteLines(plan: Plan, password?: string): readonly string[] {
  const rows = [
    [
      'Richie',
      plan.richie.site.origin,
      password === undefined ? '' : `${plan.richie.admin.username} / ${password}`,
    ],
    ...plan.lmses.map(({ key, connection, learners, provider }) => {
      const learner = learners.find((candidate) => !candidate.staff)
      return [
        key,
        connection.baseUrl,
        provider === 'mock' && learner ? `${learner.email} / ${learner.password}` : '',
      ]
    }),
  ] as [string, string, string][]
  const width = Math.max(...rows.map(([, url]) => url.length)) + 4
  return rows.map(([name, url, access]) =>
    `  ${name.padEnd(nameWidth(plan))}${paint('cyan', url)}${' '.repeat(width - url.length)}${access}`.trimEnd(),
  )
}

/** What a person may want next, a block of lines each: the password where it is not shown, enrolment for real where it is faked. */
export function nextSteps(plan: Plan, password?: string): readonly (readonly string[])[] {
  const faked = plan.lmses.filter(({ connection }) => connection.jsBackend === 'dummy')
  return [
    ...(password === undefined ? [["  Password of Richie's admin: bin/campus status --secrets"]] : []),
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
