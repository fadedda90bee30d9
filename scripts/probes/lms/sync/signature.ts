import { fail, ok, skip, type Check, type Verdict } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { fixRichie } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWhereSynced } from '../where.ts'
import { isRefused, syncEvidence, webhookFault } from './answer.ts'

export const syncSigned: Check<LmsContext> = {
  id: 'sync-signed',
  title: "Richie accepts the LMS's signature on course runs",
  what: "The LMS sends new and changed course runs to a webhook of Richie: a POST whose body is signed (HMAC-SHA256) with a secret that both know. The check signs an empty course run with the secret of this checkout: Richie checks the signature first, and then answers 400 because there is no link in it, so nothing is written. If the secrets differ, Richie gets no new runs, and all there is to see is a 401 in the LMS's log.",
  see: 'bin/campus lms edx sync\nbin/campus manage shell -c "from django.conf import settings; print(len(settings.RICHIE_COURSE_RUN_SYNC_SECRETS))"',
  fix: 'Richie accepts any secret of `RICHIE_COURSE_RUN_SYNC_SECRETS` (in the sandbox `DJANGO_RICHIE_COURSE_RUN_SYNC_SECRETS`, separated by commas). The LMS signs with that of its hook: `RICHIE_OPENEDX_SYNC_COURSE_HOOKS` of richie-openedx-sync, `COURSE_HOOKS` of the FUN images. Here `make run` (`make run-ssl`) sets both. A proxy must neither drop the header Authorization nor change the body: the signature is over its bytes.',
  symptoms: [
    "Richie answers the LMS's webhook with 401 or 403",
    'A course is missing in Richie, or a course run differs from the LMS',
  ],
  needs: ['richie-page'],
  look: onlyWhereSynced(async (context) => {
    const exchange = await context.sync.signed()
    if (exchange?.answer === undefined && exchange?.failure === undefined)
      return skip('this checkout has no secret for this LMS')
    const fault = webhookFault(context, exchange)
    if (fault !== undefined) return fault
    const { status = 0, body = '' } = exchange.answer ?? {}
    const evidence = syncEvidence(exchange)
    const isAccepted = status === 200 || (status === 400 && body.includes('resource_link'))
    if (isAccepted) return ok('signature accepted; the empty course run is refused, as expected', evidence)
    const own =
      'RICHIE_COURSE_RUN_SYNC_SECRETS must hold the secret that the LMS signs with: "secret" of RICHIE_OPENEDX_SYNC_COURSE_HOOKS (richie-openedx-sync) or of COURSE_HOOKS (FUN).'
    if (body.includes('Missing authentication')) {
      return fail(
        `Richie sees no signature (${status}): the header Authorization is lost on the way`,
        fixRichie(context, 'no proxy may drop the header Authorization.'),
        evidence,
      )
    }
    const says = isRefused(exchange)
      ? `Richie refuses the LMS's signature (${status}): the two secrets differ`
      : `Richie answers ${status} to a signed course run`
    return fail(says, fixRichie(context, own), evidence)
  }),
}

export const syncUnsigned: Check<LmsContext> = {
  id: 'sync-unsigned',
  title: 'Richie refuses course runs that are not signed',
  what: 'Whoever can reach Richie can reach its webhook: without a signature it must answer 403 `Missing authentication.` (401 up to Richie 2.7). Otherwise anybody could change the course runs of the catalogue.',
  see: "curl -si -X POST https://richie.local.dev:8070/api/v1.0/course-runs-sync/ -H 'Content-Type: application/json' -d '{}'",
  fix: "Richie's own view does this. If the check fails, something else answers at `/api/v1.0/course-runs-sync/`: a proxy that adds a header Authorization, or another application.",
  needs: ['richie-page'],
  look: onlyWhereSynced(async (context) =>
    mustBeRefused(context, await context.sync.unsigned(), {
      says: 'an unsigned course run is not refused',
      fix: 'no proxy may add a header Authorization to calls of the webhook.',
    }),
  ),
}

export const syncForged: Check<LmsContext> = {
  id: 'sync-forged',
  title: 'Richie refuses course runs that are signed with another secret',
  what: 'A signature made with an unknown secret must be answered with 401 `Invalid authentication.` (403 up to Richie 2.7). Otherwise the secret protects nothing.',
  see: "curl -si -X POST https://richie.local.dev:8070/api/v1.0/course-runs-sync/ -H 'Content-Type: application/json' -H 'Authorization: SIG-HMAC-SHA256 0000' -d '{}'",
  fix: "Richie's own view does this. If the check fails, something else answers at `/api/v1.0/course-runs-sync/`: a proxy that signs requests itself, or another application.",
  needs: ['richie-page'],
  look: onlyWhereSynced(async (context) =>
    mustBeRefused(context, await context.sync.forged(), {
      says: 'a wrong signature is not refused',
      fix: "the webhook must be Richie's own view, sync_course_runs_from_request.",
    }),
  ),
}

/** A call that Richie must refuse; `fix` is what to do on Richie's side if it does not. */
function mustBeRefused(
  context: LmsContext,
  exchange: Exchange,
  { says, fix }: { readonly says: string; readonly fix: string },
): Verdict {
  const fault = webhookFault(context, exchange)
  if (fault !== undefined) return fault
  const status = exchange.answer?.status ?? 0
  return isRefused(exchange)
    ? ok(String(status), syncEvidence(exchange))
    : fail(`${says}: ${status}`, fixRichie(context, fix), syncEvidence(exchange))
}
