import { bind, type BoundCheck } from '../diagnosis/run-checks.ts'
import { openClient } from './client.ts'
import { configuration } from './gateway/configuration.ts'
import { lmsChecks } from './lms/lms-checks.ts'
import { openLmsContext } from './lms/lms-context.ts'
import { openRedaction } from './redaction.ts'
import { visitRichie } from './richie-visit.ts'
import { richieChecks } from './richie/richie-checks.ts'
import { siteChecks } from './site/site-checks.ts'
import { catalogueSite, lmsSite, siteContext } from './site/site-context.ts'
import type { Surroundings } from './surroundings.ts'

/** All checks of the connection, each bound to its subject: the gateway, Richie, each LMS by its key. */
export function allProbes(surroundings: Surroundings): readonly BoundCheck[] {
  const { plan, now } = surroundings
  const redaction = openRedaction()
  const client = redaction.watch(openClient(surroundings))
  const visit = visitRichie(plan, client, now)
  const checks = [
    ...bind([configuration], 'gateway', { surroundings, client }),
    ...bind(siteChecks, 'richie', siteContext(catalogueSite(plan), surroundings, client)),
    ...bind(richieChecks, 'richie', { surroundings, client, visit }),
    ...plan.lmses.flatMap((lms) => [
      ...bind(siteChecks, lms.key, siteContext(lmsSite(plan, lms), surroundings, client)),
      ...bind(lmsChecks, lms.key, openLmsContext(surroundings, client, visit, lms)),
    ]),
  ]
  return checks.map(redaction.cover)
}

/** Every id that a check of the connection can have. */
export const probeIds: readonly string[] = [
  ...new Set([configuration, ...siteChecks, ...richieChecks, ...lmsChecks].map(({ id }) => id)),
]
