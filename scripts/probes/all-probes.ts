import { bind, type BoundCheck } from '../diagnosis/run-checks.ts'
import { configuration } from './gateway/configuration.ts'
import { openClient } from './http/client.ts'
import { openRedaction } from './http/redaction.ts'
import { lmsChecks, proxiedChecks } from './lms/lms-checks.ts'
import { openLmsContext } from './lms/lms-context.ts'
import { richieChecks } from './richie/richie-checks.ts'
import { visitRichie } from './richie/visit.ts'
import { severalChecks } from './several/several-checks.ts'
import { siteChecks } from './site/site-checks.ts'
import { catalogueSite, lmsSite, siteContext } from './site/site-context.ts'
import type { Surroundings } from './surroundings.ts'

/** All checks of the connection, each bound to its subject: the gateway, Richie, each LMS by its key. */
export function allProbes(surroundings: Surroundings): readonly BoundCheck[] {
  const { plan, now } = surroundings
  const redaction = openRedaction()
  const client = redaction.watch(openClient(surroundings))
  const visit = visitRichie(plan, client, now)
  const lmses = plan.lmses.map((lms) => openLmsContext(surroundings, client, visit, lms))
  const authentication = lmses.find(({ lms }) => lms.key === plan.authentication)
  const checks = [
    ...bind([configuration], 'gateway', { surroundings, client }),
    ...bind(siteChecks, 'richie', siteContext(catalogueSite(plan), surroundings, client)),
    ...bind(richieChecks, 'richie', { surroundings, client, visit }),
    ...lmses.flatMap((own) => {
      const { key, site } = own.lms
      const isBehind = site?.upstream.kind === 'url'
      const isBeside = authentication !== undefined && own !== authentication
      return [
        ...bind(siteChecks, key, siteContext(lmsSite(plan, own.lms), surroundings, client)),
        ...bind(lmsChecks, key, own),
        ...(isBehind ? bind(proxiedChecks, key, own) : []),
        ...(isBeside ? bind(severalChecks, key, { own, authentication }) : []),
      ]
    }),
  ]
  return checks.map(redaction.cover)
}

/** Every id that a check of the connection can have. */
export const probeIds: readonly string[] = [
  ...new Set(
    [configuration, ...siteChecks, ...richieChecks, ...lmsChecks, ...proxiedChecks, ...severalChecks].map(
      ({ id }) => id,
    ),
  ),
]
