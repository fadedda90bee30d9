import { fail, ok, type Check } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { startFix } from '../../surroundings.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { nameOf, noAnswer, statusOf, titleOf, withBody } from '../no-answer.ts'
import type { Login } from '../visit/log-in-form.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const login: Check<LmsContext> = {
  id: 'login',
  title: 'A learner can log in at the LMS',
  what: 'The learner of the checks logs in as the login page of the LMS does: its form sets the cookie `csrftoken`, and is sent with that token and with the Origin and Referer of the LMS itself. A 403 is about CSRF: there was no cookie, or the LMS does not see its own public address (a proxy that sends `Host: $host` without the port, or no X-Forwarded-Proto). A 400 means a wrong password, a locked or inactive account, or a learner who is already logged in.',
  see: 'curl -si https://edx.local.dev:8073/api/user/v1/account/login_session/ | grep -i set-cookie',
  fix: 'Behind a proxy: `proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;` and, in the LMS, `SECURE_PROXY_SSL_HEADER`. Over plain http on any name but `*.localhost`, `CSRF_COOKIE_SECURE` and `SESSION_COOKIE_SECURE` must be off. At your own LMS, the learner of `CAMPUS_CHECK_<KEY>_EMAIL` and `_PASSWORD` must exist and be active.',
  symptoms: [
    'Logging in at the LMS answers 403, or 400 "Bad Request"',
    'The log in button is missing, or does not work',
  ],
  needs: ['heartbeat'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const login = await context.visit.login()
      const last = login.posted ?? login.forms.at(-1)
      if (last === undefined) return fail('no login was tried', [])
      const broken = noAnswer(context, last)
      if (broken !== undefined) return broken
      const evidence = evidenceOf(login)
      if (login.done) return ok(`as ${context.learner?.email ?? ''}`, evidence)
      if (login.posted === undefined && last.answer?.status !== 404) {
        const own =
          'let the login, and calls from programs, through the firewall or proxy in front of the LMS.'
        return fail(`the login form is blocked: ${statusOf(last)}`, fixLms(context, own), evidence)
      }
      if (login.posted === undefined) {
        const addresses = login.forms.map(nameOf).join(', ')
        return fail(
          `there is no login form: ${addresses}: ${last.answer?.status ?? 0}`,
          fixLms(context, 'check that this address is that of the LMS, not of Studio.'),
          evidence,
        )
      }
      return refused(context, login.posted, evidence)
    }),
  ),
}

function evidenceOf({ forms, posted }: Login): readonly string[] {
  return [
    ...forms.flatMap((form) => showExchange(form, ['Set-Cookie'])),
    ...(posted === undefined ? [] : withBody(posted, ['Cookie', 'Referer', 'Origin'])),
  ]
}

function refused(context: LmsContext, posted: Exchange, evidence: readonly string[]) {
  const { lms, visit } = context
  const { status = 0, body = '' } = posted.answer ?? {}
  const refusal = visit.cookies.refusal('csrftoken')
  if (status === 403 && refusal !== undefined) {
    const says = `the browser refuses the cookie csrftoken of the login form: ${refusal}`
    return fail(
      says,
      fixLms(context, 'over plain http\nCSRF_COOKIE_SECURE = False\nSESSION_COOKIE_SECURE = False'),
      evidence,
    )
  }
  if (status === 403 && visit.cookies.value(posted.asked.url, 'csrftoken') === undefined) {
    return fail(
      'the login form sets no cookie csrftoken, so the login fails with 403',
      fixLms(context, 'no proxy may drop Set-Cookie.'),
      evidence,
    )
  }
  if (status === 403 && /csrf/i.test(body)) {
    const reason = /(?:Referer|Origin) checking failed[^<]*/.exec(body)?.[0] ?? 'CSRF verification failed'
    const settings = `in the proxy in front of the LMS, pass on its public address ${lms.connection.baseUrl}\nproxy_set_header Host $http_host;\nproxy_set_header X-Forwarded-Proto $scheme;`
    return fail(`the login is refused: ${reason.trim()}`, fixLms(context, settings), evidence)
  }
  const says = `the login is refused (${status}): ${refusalIn(body)}`
  if (/too many|account-locked-out/i.test(body)) return fail(says, fixLms(context, locked), evidence)
  return fail(says, lms.provider === 'mock' ? [probeMissing(context)] : [credentials(context)], evidence)
}

/** JSON with `error_code` and `value` since 2022, a text before: openedx-api 3.2. */
function refusalIn(body: string): string {
  try {
    const { error_code: code, value } = JSON.parse(body) as { error_code?: string; value?: string }
    return [code, value].filter((part) => part !== undefined && part !== 'None').join(', ')
  } catch {
    return (
      (body.startsWith('<') ? titleOf(body) : body.replace(/^"|"$/g, '').trim().slice(0, 120)) ??
      'no reason given'
    )
  }
}

/** Open edX locks an account for half an hour (openedx-teak-measured.md, New). */
const locked = 'wait half an hour without another attempt, then check the password.'

function probeMissing(context: LmsContext) {
  return startFix(
    context.surroundings.plan,
    'The mock may run with older settings, without the learner of the checks. Start it again:',
  )
}

function credentials({ lms }: LmsContext) {
  return {
    says: `Log in as this learner by hand at ${lms.connection.baseUrl}/login. Six wrong passwords lock an account for half an hour.`,
  }
}
