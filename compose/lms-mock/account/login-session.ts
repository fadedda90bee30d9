import { apiView } from '../api/view.ts'
import { page, spacedJson, type Answer } from '../web/answer.ts'
import { csrfFailure } from '../web/csrf.ts'
import { useCsrfSecret } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { csrfRefusedPage } from '../pages/error-pages.ts'
import { attemptLogin } from './attempt-login.ts'

/** /api/user/v1|v2/account/login_session/: form on GET, login on POST: openedx-api 3.2, teak-measured [034-063]. */
export function loginSessionView(takesUsername: boolean): View {
  return apiView({
    name: 'Login Session',
    permission: 'anyone',
    handlers: {
      GET: (exchange) => {
        useCsrfSecret(exchange.csrf)
        return spacedJson(200, loginForm(exchange.settings.platformName))
      },
      POST: (exchange) => guardedLogin(exchange, takesUsername),
    },
  })
}

/** POST /login_ajax, the same by an older door, without the API's manners: teak-measured [064-078]. */
export async function loginAjaxView(exchange: Exchange): Promise<Answer> {
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)
  const failure = isSafe ? undefined : await csrfFailure(exchange)
  if (failure !== undefined) {
    return csrfRefusedPage(failure)
  }
  if (exchange.method !== 'POST') {
    useCsrfSecret(exchange.csrf)
    return page(405, '', { Allow: 'POST' })
  }
  return await attemptLogin(exchange, false)
}

async function guardedLogin(exchange: Exchange, takesUsername: boolean): Promise<Answer> {
  const failure = await csrfFailure(exchange)
  return failure === undefined ? await attemptLogin(exchange, takesUsername) : csrfRefusedPage(failure)
}

function loginForm(platformName: string): unknown {
  return {
    method: 'post',
    submit_url: '/api/user/v1/account/login_session/',
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
