import { fail, ok, skip, warn, type Check } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { isPage, nameOf, noAnswer, statusOf } from '../no-answer.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const wayBack: Check<LmsContext> = {
  id: 'way-back',
  title: 'After the login the LMS leads back to the same page of Richie',
  what: 'Richie sends the learner to `/login?next=richie/en/courses/...`. The LMS treats that path as its own, `/richie/en/courses/...`, so something in front of it must redirect it to Richie: with the scheme, host and port of Richie, and the rest unchanged. Otherwise the login ends on a 404 of the LMS. Browsers remember a 301: after a change of mode or port they still go to the old address, without asking.',
  see: "curl -si https://edx.local.dev:8073/richie/en/ | grep -iE '^(HTTP|location)'",
  fix: 'In the nginx of the LMS: `location ~ ^/richie/(?<rest>.*)$ { return 302 https://richie.local.dev:8070/$rest$is_args$args; }`, 302 and not 301. `bin/campus settings nginx` and `bin/campus settings tutor` print it (Tutor: a Caddy patch). The FUN images have it as 301 to http://localhost:8070. A browser forgets a 301 when its cache is cleared.',
  symptoms: ['Logging in ends on the dashboard of the LMS, or on a 404, instead of back in Richie'],
  needs: ['session-cookie', 'richie-page'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { visit, richie } = context
      if ((await visit.me()).username === undefined) return skip('the learner is not logged in, see me')
      const isOver = [401, 403].includes((await visit.sessionAlone()).answer?.status ?? 0)
      if (isOver) return skip('the session has ended meanwhile, see concurrent-logins')
      const { hops, end } = await visit.wayBack()
      const evidence = hops.flatMap((hop) => showExchange(hop, ['Location']))
      const wanted = (await richie.home()).asked.url
      if (end !== wanted) {
        const last = hops.at(-1)
        const broken = last === undefined ? undefined : noAnswer(context, last)
        if (broken !== undefined) return broken
        if (last !== undefined && isForbidden(last)) {
          const own = 'a proxy or firewall in front of the LMS must let it through.'
          return fail(statusOf(last), fixLms(context, own), evidence)
        }
        return fail(whatIsWrong(context, last, end, wanted), fixLms(context, redirect(context)), evidence)
      }
      const kept = hops.find(({ answer }) => answer?.status === 301 || answer?.status === 308)
      if (kept === undefined) return ok(`to ${wanted}`, evidence)
      const says = `${new URL(kept.asked.url).pathname} answers ${kept.answer?.status}: browsers remember it, and still go there after a change of mode or port`
      return warn(says, fixLms(context, redirect(context)), evidence)
    }),
  ),
}

function isForbidden(last: Exchange): boolean {
  return [401, 403].includes(last.answer?.status ?? 0) && isPage(last)
}

function whatIsWrong({ lms }: LmsContext, last: Exchange | undefined, end: string, page: string): string {
  if (last?.asked.url === end && last.answer?.headers.location !== undefined)
    return `${nameOf(last)} redirects to an invalid URL`
  const [reached, wanted, own] = [new URL(end), new URL(page), new URL(lms.connection.baseUrl)]
  if (reached.origin === wanted.origin)
    return `the login leads to ${reached.pathname} instead of ${wanted.pathname}`
  if (reached.origin !== own.origin) {
    const differs = (['protocol', 'hostname', 'port'] as const).find((part) => reached[part] !== wanted[part])
    const what = { protocol: 'scheme', hostname: 'host', port: 'port' }[differs ?? 'port']
    return `the login leads to ${reached.origin} instead of ${wanted.origin}: wrong ${what}`
  }
  if (reached.pathname.startsWith(`/${lms.connection.nextUrl}/`))
    return `nothing at the LMS redirects ${reached.pathname} to Richie`
  return reached.pathname === '/login'
    ? 'the LMS shows its login page although the learner is logged in'
    : `the LMS leads to its own ${reached.pathname}: it does not accept next=${lms.connection.nextUrl}/... as safe`
}

function redirect({ lms, surroundings }: LmsContext): string {
  const { origin } = surroundings.plan.richie.site
  return `in the nginx of the LMS
location ~ ^/${lms.connection.nextUrl}/(?<rest>.*)$ { return 302 ${origin}/$rest$is_args$args; }`
}
