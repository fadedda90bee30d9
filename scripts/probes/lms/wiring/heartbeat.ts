import { fail, ok, warn, type Check, type Verdict } from '../../../diagnosis/check.ts'
import { isNeverCalled } from '../../../plan/lms.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms, fixService } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { nameOf, noAnswer, statusOf, withBody } from '../no-answer.ts'
import { behindGateway } from './behind-gateway.ts'

export const heartbeat: Check<LmsContext> = {
  id: 'heartbeat',
  title: 'The LMS and its databases answer',
  what: "`/heartbeat` of Open edX asks the LMS's databases and answers 200 with a line for each, or 503 if one is down. The enrollment API is called too, because a web server may answer for an LMS behind it that does not. An LMS that Richie's pages never call (backend base: Moodle, Canvas) must only answer at its address, with any page. If the gateway serves an external LMS (`proxy: true`) and gets no answer, the LMS is called from this machine too: what listens on 127.0.0.1 only can't be reached from containers.",
  see: 'curl -si https://edx.local.dev:8073/heartbeat',
  fix: "Start the LMS and what it needs. Here: `make run` (`make run-ssl`), and `bin/campus logs edx` if it does not start. On your own platform: `tutor local status`, `tutor local logs lms`. Behind the gateway: have it listen on 0.0.0.0, and have this machine's firewall accept its port from the networks of Docker.",
  symptoms: ['503 Service Unavailable', 'The LMS answers slowly, or fails now and then'],
  needs: ['name', 'port', 'certificate-trust', 'certificate-names', 'certificate-dates'],
  look: async (context) => {
    if (isNeverCalled(context.lms)) return await answersAtAll(context)
    const beat = await context.visit.heartbeat()
    const away = await behindGateway(context, beat)
    if (away !== undefined) return away
    const sick = partsOf(beat).filter(({ fine }) => !fine)
    if (sick.length > 0) {
      const parts = sick.map(({ name, message }) => `${name}: ${message}`)
      return fail(`the LMS reports a failure: ${parts.join('; ')}`, fixService(context), showExchange(beat))
    }
    const preflight = await context.visit.preflight()
    const silent = noAnswer(context, beat) ?? noAnswer(context, preflight)
    if (silent !== undefined) return silent
    const evidence = withBody(beat)
    if (beat.answer?.status === 200 && partsOf(beat).length > 0) return ok(`${beat.ms} ms`, evidence)
    if ([401, 403, 404].includes(beat.answer?.status ?? 0) && isOpenEdx(preflight)) {
      const says = `${statusOf(beat)}: something in front blocks it; the enrollment API answers`
      const own = 'if you can, let /heartbeat through the proxy or firewall in front of the LMS.'
      return warn(says, fixLms(context, own), evidence)
    }
    return fail(
      `GET /heartbeat answers ${beat.answer?.status ?? 0}, but not as Open edX does: is this an LMS?`,
      [{ says: `Set lms.${context.lms.key}.url (external), or its port, to the address of the LMS.` }],
      evidence,
    )
  },
}

/** The check of an LMS of any kind. */
async function answersAtAll(context: LmsContext): Promise<Verdict> {
  const shown = await context.client.ask(`${context.lms.connection.baseUrl}/`)
  const silent = (await behindGateway(context, shown)) ?? noAnswer(context, shown)
  return silent ?? ok(`${nameOf(shown)} answers ${shown.answer?.status ?? 0}`, showExchange(shown))
}

/** Recognised by its CORS middleware, which sets headers on every answer, or by its API, which asks for a login. */
function isOpenEdx({ answer }: Exchange): boolean {
  const { 'access-control-allow-origin': allowed, vary = '' } = answer?.headers ?? {}
  if (allowed !== undefined || /\borigin\b/i.test(vary)) return true
  return answer?.status === 401 && answer.body.startsWith('{"detail"')
}

type Part = { readonly name: string; readonly fine: boolean; readonly message: string }

/** `{"sql": {"status": true, "message": "OK"}}`: openedx-teak-measured.md [001]. */
function partsOf({ answer }: Exchange): readonly Part[] {
  try {
    const parts = JSON.parse(answer?.body ?? '') as Readonly<
      Record<string, { status?: unknown; message?: unknown }>
    >
    return Object.entries(parts).flatMap(([name, part]) =>
      typeof part?.status === 'boolean' ? [{ name, fine: part.status, message: String(part.message) }] : [],
    )
  } catch {
    return []
  }
}
