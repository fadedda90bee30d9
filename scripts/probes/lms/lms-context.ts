import type { Lms } from '../../plan/lms.ts'
import type { Client } from '../http/client.ts'
import type { RichieVisit } from '../richie/visit.ts'
import type { ProbeLearner, Surroundings } from '../surroundings.ts'
import type { RichiePage } from './visit/browser.ts'
import { openContainerCalls, type ContainerCalls } from './visit/container-calls.ts'
import { openSyncCalls, type SyncCalls } from './visit/sync-calls.ts'
import { openVisit, type LmsVisit } from './visit/visit.ts'

/** All that the checks of one LMS look at. */
export type LmsContext = {
  readonly surroundings: Surroundings
  readonly client: Client
  readonly lms: Lms
  readonly richie: RichieVisit
  /** Where the learner's browser is. */
  readonly page: RichiePage
  /** Without it the checks that need a learner are skipped; the visit then must not get as far as a login. */
  readonly learner: ProbeLearner | undefined
  readonly visit: LmsVisit
  readonly sync: SyncCalls
  readonly containers: ContainerCalls
}

export function openLmsContext(
  surroundings: Surroundings,
  client: Client,
  richie: RichieVisit,
  lms: Lms,
): LmsContext {
  const { plan, learners, mayEnrol, now, links = [], syncSecrets, inContainer } = surroundings
  const learner = learners[lms.key]
  const page: RichiePage = {
    origin: plan.richie.site.origin,
    url: async () => (await richie.home()).asked.url,
    refererFor: richie.refererFor,
  }
  const visit = openVisit({ client, lms, page, learner, mayEnrol, now, links })
  surroundings.atEnd?.(visit.leave)
  return {
    surroundings,
    client,
    lms,
    richie,
    page,
    learner,
    visit,
    sync: openSyncCalls(client, lms.connection, syncSecrets[lms.key]),
    containers: openContainerCalls(inContainer, plan, lms),
  }
}
