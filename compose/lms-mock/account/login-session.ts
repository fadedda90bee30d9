import { csrfRefusedPage } from '../html/layout.ts'
import { apiView } from '../rest/api-view.ts'
import { jwtSeconds, jwtOfCookies, readJwt } from '../rest/jwt.ts'
import { page, spacedJson, type Answer, json } from '../web/answer.ts'
import { useCsrfToken, formToken } from '../web/csrf-token.ts'
import { csrfFailure } from '../web/csrf/csrf.ts'
import { type Exchange, decide, type LoginAnswers } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { attemptLogin } from './attempt-login.ts'
import { sendJwtCookies } from './login-cookies.ts'
import { bareLoginAnswers } from './login-outcome.ts'

/** .../account/login_session/: form on GET, login on POST; v2 takes usernames: openedx-api 3.2, teak-measured [034-063]. */
export function loginSessionView(root: string): View {
  const takesUsername = root.includes('v2')
  const address = root.startsWith('/api/') ? '/api/user/v1/account' : root
  return apiView({
    name: 'Login Session',
    permission: 'anyone',
    handlers: {
      GET: (exchange) => {
        useCsrfToken(exchange.csrf)
        return spacedJson(200, loginForm(exchange.settings.platformName, `${address}/login_session/`))
      },
      POST: (exchange) => guardedLogin(exchange, takesUsername, exchange.release.login.sessionAnswers),
    },
  })
}

/** POST /login_ajax, the same by an older door, without the API's manners: openedx-api 3.2, teak-measured [064-078]. */
export async function loginAjaxView(exchange: Exchange): Promise<Answer> {
  const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)
  const failure = isReading ? undefined : await csrfFailure(exchange)
  if (failure !== undefined) return csrfRefusedPage(exchange, failure)
  if (exchange.method !== 'POST' && exchange.release.login.ajaxWantsPost) {
    useCsrfToken(exchange.csrf)
    decide(exchange, '3.2', `${exchange.method} is not POST`)
    return page(405, '', { Allow: 'POST' })
  }
  return await attemptLogin(exchange, false, bareLoginAnswers)
}

async function guardedLogin(
  exchange: Exchange,
  takesUsername: boolean,
  answers: LoginAnswers,
): Promise<Answer> {
  const failure = await csrfFailure(exchange)
  return failure === undefined
    ? await attemptLogin(exchange, takesUsername, answers)
    : csrfRefusedPage(exchange, failure)
}

function loginForm(platformName: string, address: string): unknown {
  return {
    method: 'post',
    submit_url: address,
    fields: [
      field('email', 'Email', `The email address you used to register with ${platformName}`, {
        min_length: 3,
        max_length: 254,
      }),
      field('password', 'Password', '', { max_length: 5000 }),
    ],
  }
}

function field(
  name: string,
  label: string,
  instructions: string,
  restrictions: Readonly<Record<string, number>>,
): unknown {
  const start = {
    name,
    label,
    type: name,
    defaultValue: '',
    placeholder: '',
    instructions,
    exposed: true,
    required: true,
  }
  return {
    ...start,
    restrictions,
    errorMessages: {},
    supplementalLink: '',
    supplementalText: '',
    loginIssueSupportLink: '',
  }
}

/** POST /login_refresh: new JWT cookies for who is logged in; no CSRF token asked: teak-measured [346, 347, 356]. */
export function loginRefreshView(exchange: Exchange): Answer {
  if (exchange.method !== 'POST') return page(405, '', { Allow: 'POST, OPTIONS' })
  const token = jwtOfCookies(exchange)
  const verdict = token === undefined ? undefined : readJwt(exchange, token)
  const learner = exchange.user ?? (verdict?.kind === 'valid' ? verdict.learner : undefined)
  decide(exchange, '3.2 login_refresh', learner === undefined ? 'nobody is logged in' : undefined)
  if (learner === undefined) return spacedJson(401, 'Unauthorized')
  sendJwtCookies(exchange, learner)
  const seconds = exchange.now.getTime() / 1000
  const expires = Math.floor(seconds) + jwtSeconds
  return spacedJson(200, {
    success: true,
    user_id: learner.id,
    response_epoch_seconds: seconds,
    response_http_date: exchange.now.toUTCString(),
    expires: new Date(expires * 1000).toUTCString(),
    expires_epoch_seconds: expires,
  })
}

/** GET /csrf/api/v1/token: a masked token, good as X-CSRFToken: teak-measured [386]. */
export const csrfTokenView = apiView({
  name: 'Csrf Token',
  permission: 'anyone',
  handlers: { GET: (exchange) => json(200, { csrfToken: formToken(exchange.csrf) }) },
})
