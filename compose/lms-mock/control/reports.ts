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
  /** Null where course runs are not synced. */
  readonly sync: SyncOverview | null
}

/** How many course runs are synced to Richie, since all were last to be synced. */
type SyncOverview = {
  readonly refused: number
  /** When Richie last answered; ISO 8601, null where it is not remembered. */
  readonly toldAt: string | null
} & Pick<SyncReport, 'left' | 'accepted' | 'withheld' | 'away'>

/** A fault of the catalogue, and its parameter where it is on, else null. */
export type FaultReport = {
  readonly active: string | null
} & FaultKind

/** How many course runs are synced; null where none are to be. */
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
  '/overview': { what: 'the platform at a glance', report: reportOverview },
  '/learners': { what: 'learners, 100 at a time: contains?, after? (an id)', report: reportLearners },
  '/courses': { what: 'course runs, with their state and what was changed', report: reportCourses },
  '/enrollments': { what: 'enrolments, 100 at a time: learner?, after? (an id)', report: reportEnrollments },
  '/requests': {
    what: 'the last 200 requests, newest first, with the rule that answered',
    report: reportRequests,
  },
  '/faults': { what: 'all faults, and which of them are on', report: reportFaults },
  '/sync': {
    what: 'how many course runs are synced to Richie, and the last 100 attempts, newest first',
    report: ({ sync }): SyncState => ({ report: sync?.report() ?? null, attempts: sync?.attempts() ?? [] }),
  },
}

function reportRequests({ requests }: ControlWorld): readonly LoggedRequest[] {
  return requests.all()
}

/** The last attempts to sync course runs to Richie; empty where they are not synced. */
export function reportSync({ sync }: ControlWorld): readonly SyncAttempt[] {
  return sync?.attempts() ?? []
}
