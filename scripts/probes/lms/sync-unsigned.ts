import { fail, ok, type Check } from '../../diagnosis/check.ts'
import type { LmsContext } from './lms-context.ts'
import { mendRichie } from './mends.ts'
import { isRefused, syncEvidence, webhookFault } from './sync-answer.ts'
import { whereSynchronised } from './where.ts'

export const syncUnsigned: Check<LmsContext> = {
  id: 'sync-unsigned',
  title: 'Richie refuses course runs that are not signed',
  what: 'Who can reach Richie can reach its webhook: without a signature it must answer 403 `Missing authentication.` (401 up to Richie 2.7). Otherwise anybody could change the course runs of the catalogue.',
  see: "curl -si -X POST https://richie.local.dev:8070/api/v1.0/course-runs-sync/ -H 'Content-Type: application/json' -d '{}'",
  mend: "Richie's own view does this. Where something else answers, look at what stands at `/api/v1.0/course-runs-sync/`: a proxy that adds a header Authorization, or another application.",
  needs: ['richie-page'],
  look: whereSynchronised(async (context) => {
    const exchange = await context.sync.unsigned()
    const fault = webhookFault(context, exchange)
    if (fault !== undefined) return fault
    const status = exchange.answer?.status ?? 0
    if (isRefused(exchange)) return ok(String(status), syncEvidence(exchange))
    const own = 'no proxy may add a header Authorization to calls of the webhook.'
    return fail(
      `an unsigned course run is not refused: ${status}`,
      mendRichie(context, own),
      syncEvidence(exchange),
    )
  }),
}
