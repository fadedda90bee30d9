import type { Waiting } from '../../engine/health.ts'
import { hasDefaults } from '../../plan/courses.ts'
import type { Lms } from '../../plan/lms.ts'
import { isRichieOurs, type Plan } from '../../plan/plan.ts'
import { endsWhenDone, frontendOf, describeSource } from '../../plan/richie-source.ts'
import type { Board } from '../../system/board.ts'
import { siteOf } from '../../system/registrable-domain.ts'
import { paint, textWidth } from '../../system/terminal.ts'
import type { Reach } from './schema.ts'

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

/** Services to wait for, each with a row that shows its progress. */
export function awaited(plan: Plan, board: Board, services: readonly string[]): readonly Waiting[] {
  return services.map((service) => ({
    service,
    row: board.row(service),
    ready: readyText(plan, service),
    endsWhenDone: endsWhenDone(plan.richie.source, service),
  }))
}

/** Prints where everything is and how to get in, with what comes next. */
export function printSites(plan: Plan): void {
  for (const block of [siteLines(plan), ...nextSteps(plan)]) console.log(`\n${block.join('\n')}`)
}

/** Width of the names in front of the rows: of services and sites alike. */
export function nameWidth(plan: Plan): number {
  return Math.max(11, ...plan.lmses.map(({ key }) => key.length + 2))
}

type Sites = {
  /** Richie's admin password, if it may be shown. */
  readonly password?: string
  /** What external LMSes answered. */
  readonly reached?: ReadonlyMap<string, Reach | null>
  /** Width of the terminal. What does not fit beside an address is printed below it. */
  readonly width?: number
}

/** Where everything is and how to get in. */
export function siteLines(
  plan: Plan,
  { password, reached = new Map(), width = textWidth() }: Sites = {},
): readonly string[] {
  const rows = [
    { name: 'Richie', url: plan.richie.site.origin, notes: ofRichie(plan, password) },
    ...plan.lmses.map((lms) => ({
      name: lms.key,
      url: lms.connection.baseUrl,
      notes: ofLms(lms, reached.get(lms.key) ?? undefined),
    })),
  ]
  const beside = Math.max(...rows.map(({ url }) => url.length)) + 4
  return rows.flatMap(({ name, url, notes }) => {
    const begin = `  ${name.padEnd(nameWidth(plan))}`
    const note = notes.map(({ says, isWrong }) => (isWrong === true ? paint('red', says) : says))
    const isLong = begin.length + beside + notes.map(({ says }) => says).join(', ').length > width
    const address = `${begin}${paint('cyan', url)}`
    if (isLong) return [address, ...note.map((one) => `${' '.repeat(begin.length)}${one}`)]
    return [`${address}${' '.repeat(beside - url.length)}${note.join(', ')}`.trimEnd()]
  })
}

type Note = { readonly says: string; readonly isWrong?: boolean }

function ofRichie(plan: Plan, password: string | undefined): readonly Note[] {
  if (!isRichieOurs(plan))
    return [{ says: `external, behind the gateway: ${describeSource(plan.richie.source)}` }]
  return password === undefined ? [] : [{ says: `${plan.richie.admin.username} / ${password}` }]
}

/** The learners of an external LMS are not known. */
function ofLms({ provider, site, url, learners }: Lms, reach: Reach | undefined): readonly Note[] {
  const learner = learners.find((candidate) => !candidate.staff)
  if (provider !== 'external')
    return learner === undefined ? [] : [{ says: `${learner.email} / ${learner.password}` }]
  return [
    { says: site === null ? 'external' : `external, behind the gateway: ${url}` },
    ...(reach === undefined ? [] : [{ says: reach.says, isWrong: !reach.isReached }]),
  ]
}

/** Next steps, a block of lines each: how to see the password if it is not shown, real enrolment if it is faked. */
export function nextSteps(plan: Plan, password?: string): readonly (readonly string[])[] {
  // An LMS that is not an Open edX has no other interface in tls mode either.
  const enrolling = plan.lmses.filter(({ connection }) => connection.syncMode !== 'manual')
  const faked = enrolling.filter(({ connection }) => connection.jsBackend === 'dummy')
  const where = faked.length === enrolling.length ? '' : ` at ${faked.map(({ key }) => key).join(', ')}`
  const others = plan.lmses.filter(({ provider }) => provider === 'external').map(({ key }) => key)
  return [
    ...(password === undefined && isRichieOurs(plan)
      ? [["  Show the password of Richie's admin: bin/campus status --secrets"]]
      : []),
    ...(others.length === 0
      ? []
      : [['  Check the connection with the external LMS:', `  bin/campus check ${others.join(' ')}`]]),
    ...(plan.mode === 'http' && faked.length > 0
      ? [
          [
            `  Enrolment${where} is faked in the browser in http mode (backendOverHttp: base).`,
            ...howToEnrol(plan, faked),
          ],
        ]
      : []),
  ]
}

/** Said once, when a mock's settings change: setting `courses` takes the default ones away. `changed`: paths of generated files. */
export function courseNotes({ mocks }: Pick<Plan, 'mocks'>, changed: readonly string[]): readonly string[] {
  return mocks
    .filter(
      ({ key, courses }) => changed.some((path) => path.startsWith(`lms/${key}/`)) && !hasDefaults(courses),
    )
    .map(
      ({ key, courses: { length } }) =>
        `  ${key} has only what courses names: ${length} course${length === 1 ? '' : 's'}. To add to the default ones: moreCourses`,
    )
}

/** Over https pages can use the cookies of an LMS below their own domain, and of no other. */
function howToEnrol({ richie: { site } }: Plan, faked: readonly Lms[]): readonly string[] {
  const host = new URL(site.origins.find((origin) => origin.startsWith('https:')) ?? site.origin).hostname
  const apart = faked.filter(
    (lms) => lms.site === null && siteOf(new URL(lms.connection.baseUrl).hostname) !== siteOf(host),
  )
  return [
    ...(apart.length < faked.length ? ['  For real enrolment: make setup-ssl && make run-ssl'] : []),
    ...apart.map(
      ({ key }) => `  Real enrolment at ${key} needs a domain shared with Richie: bin/campus check ${key}`,
    ),
  ]
}
