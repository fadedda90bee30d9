import { catalogue, type FaultKind } from '../faults/catalogue.ts'
import { faultText } from '../faults/fault-switch.ts'
import type { LoggedRequest } from '../log/request-log.ts'
import type { SyncReport, SyncAttempt } from '../sync/sync.ts'
import { controlLink } from './access.ts'
import { reportCourses, reportEnrollments, reportLearners } from './records.ts'
import type { ControlWorld } from './world.ts'

/** The platform in a few facts. */
export type OverviewReport = {
  readonly key: string
  readonly platformName: string
  readonly release: string
  readonly origin: string
  readonly richieOrigin: string
  readonly corsOrigins: readonly string[]
  readonly trustedOrigins: readonly string[]
  /** With the token. */
  readonly control: string
  /** Those that are on, as `name` or `name=parameter`. */
  readonly faults: readonly string[]
  readonly learners: number
  readonly courses: number
  readonly enrollments: number
  /** Null where nobody is told. */
  readonly sync: SyncOverview | null
}

/** How far Richie has been told of the course runs since it was last to be told of all, in numbers. */
type SyncOverview = {
  readonly refused: number
  /** When Richie last answered; ISO 8601, null where it is not remembered. */
  readonly toldAt: string | null
} & Pick<SyncReport, 'left' | 'accepted' | 'withheld' | 'away'>

/** A fault of the catalogue, and its parameter where it is on, else null. */
export type FaultReport = {
  readonly active: string | null
} & FaultKind

/** How far Richie has been told; null where nobody is told. */
export type SyncState = {
  readonly report: SyncReport | null
  readonly attempts: readonly SyncAttempt[]
}

/** What a report is asked with, from the address's query. */
export type Query = URLSearchParams

/** The platform in a few facts. */
export function reportOverview(world: ControlWorld): OverviewReport {
  const { settings, store } = world
  const { key, platformName, release, origin, richieOrigin, corsOrigins, trustedOrigins } = settings
  return {
    key,
    platformName,
    release,
    origin,
    richieOrigin,
    corsOrigins,
    trustedOrigins,
    control: controlLink(settings, world.controlToken ?? ''),
    faults: reportFaults(world).flatMap(({ name, active }) =>
      active === null ? [] : [faultText(name, active)],
    ),
    learners: store.learners.count(),
    courses: store.courses.all().length,
    enrollments: store.enrollments.total(),
    sync: overviewOfSync(world),
  }
}

function overviewOfSync({ sync }: ControlWorld): SyncOverview | null {
  if (sync === undefined) return null
  const { left, accepted, withheld, refused, away } = sync.report()
  const told = sync.attempts().find(({ outcome }) => outcome === 'accepted' || outcome === 'refused')
  return { left, accepted, withheld, refused: refused.length, away, toldAt: told?.at ?? null }
}

/** The catalogue of faults, and which are on. */
export function reportFaults({ faults }: ControlWorld): readonly FaultReport[] {
  return catalogue.map((kind) => ({ ...kind, active: faults.active().get(kind.name) ?? null }))
}

/** Everything that can be asked, by its path below `/mock/api`. */
export const allReports: Readonly<
  Record<string, { readonly what: string; readonly report: (world: ControlWorld, query: Query) => unknown }>
> = {
  '/overview': { what: 'the platform in a few facts', report: reportOverview },
  '/learners': { what: 'learners, 100 at a time: contains?, after? (an id)', report: reportLearners },
  '/courses': { what: 'course runs, their state and what was changed', report: reportCourses },
  '/enrollments': { what: 'enrolments, 100 at a time: learner?, after? (an id)', report: reportEnrollments },
  '/requests': {
    what: 'the last 200 requests, newest first, with the rule that answered',
    report: reportRequests,
  },
  '/faults': { what: 'every fault there is, and which are on', report: reportFaults },
  '/sync': {
    what: 'how far Richie has been told of course runs, and the last 100 tries, newest first',
    report: ({ sync }): SyncState => ({ report: sync?.report() ?? null, attempts: sync?.attempts() ?? [] }),
  },
}

function reportRequests({ requests }: ControlWorld): readonly LoggedRequest[] {
  return requests.all()
}

/** The last tries to tell Richie of course runs; empty where nobody is told. */
export function reportSync({ sync }: ControlWorld): readonly SyncAttempt[] {
  return sync?.attempts() ?? []
}
