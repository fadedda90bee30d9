import { apiView } from '../api/view.ts'
import { page, spacedJson, type Answer } from '../web/answer.ts'
import { csrfFailure } from '../web/csrf.ts'
import { useCsrfToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { decide } from '../web/verdict.ts'
import { csrfRefusedPage } from '../pages/error-pages.ts'
import { attemptLogin } from './attempt-login.ts'
import { bareLoginAnswers, type LoginAnswers } from './login-answers.ts'

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
  if (failure !== undefined) {
    return csrfRefusedPage(exchange, failure)
  }
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
