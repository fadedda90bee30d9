import { fail, ok, type Check } from '../../diagnosis/check.ts'
import type { LmsContext } from './lms-context.ts'
import { mendRichie } from './mends.ts'
import { isRefused, syncEvidence, webhookFault } from './sync-answer.ts'
import { whereSynchronised } from './where.ts'

export const syncForged: Check<LmsContext> = {
  id: 'sync-forged',
  title: 'Richie refuses course runs that are signed with another secret',
  what: 'A signature made with a secret that nobody has must be answered by 401 `Invalid authentication.` (403 up to Richie 2.7). Otherwise the secret protects nothing.',
  see: "curl -si -X POST https://richie.local.dev:8070/api/v1.0/course-runs-sync/ -H 'Content-Type: application/json' -H 'Authorization: SIG-HMAC-SHA256 0000' -d '{}'",
  mend: "Richie's own view does this. Where something else answers, look at what stands at `/api/v1.0/course-runs-sync/`: a proxy that signs by itself, or another application.",
  needs: ['richie-page'],
  look: whereSynchronised(async (context) => {
    const exchange = await context.sync.forged()
    const fault = webhookFault(context, exchange)
    if (fault !== undefined) return fault
    const status = exchange.answer?.status ?? 0
    if (isRefused(exchange)) return ok(String(status), syncEvidence(exchange))
    const own = "the webhook must be Richie's own view, sync_course_runs_from_request."
    return fail(
      `a wrong signature is not refused: ${status}`,
      mendRichie(context, own),
      syncEvidence(exchange),
    )
  }),
}
