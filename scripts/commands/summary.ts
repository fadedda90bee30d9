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

/** Where everything is and how to get in, with what comes next. */
export function printSites(plan: Plan, secret?: string): void {
  const rows = [
    [
      'Richie',
      plan.richie.site.origin,
      secret === undefined ? '' : `${plan.richie.admin.username} / ${secret}`,
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
  console.log('')
  for (const [name, url, access] of rows) {
    console.log(
      `  ${name.padEnd(11)}${paint('cyan', url)}${' '.repeat(width - url.length)}${access}`.trimEnd(),
    )
  }
  if (secret === undefined) console.log("\n  Password of Richie's admin: bin/campus status --secrets")
  const faked = plan.lmses.filter(({ connection }) => connection.jsBackend === 'dummy')
  if (plan.mode === 'http' && faked.length > 0) {
    console.log('\n  Enrolment is faked in the browser in http mode (backendOverHttp: base).')
    console.log('  The real thing: make setup-ssl && make run-ssl')
  }
}
