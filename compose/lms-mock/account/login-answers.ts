import { indentedJson, page, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import type { LoginRefusal } from './login-refusals.ts'

/** How one address of login answers. */
export interface LoginAnswers {
  success(redirectUrl: string | null): Answer
  /** `wanted` is the e-mail address or username that was tried, null where none was sent. */
  refusal(exchange: Exchange, refusal: LoginRefusal, wanted: string | null): Answer
  /** A field is missing. */
  unreadable(exchange: Exchange, missing: readonly string[], wanted: string | null): Answer
}

const UNREADABLE = 'There was an error receiving your login information. Please email us.'

/** As /login_ajax answers, and login_session since Juniper: openedx-api 3.2, teak-measured [041-048]. */
export const bareLoginAnswers: LoginAnswers = {
  success: (redirectUrl) => indentedJson(200, { success: true, redirect_url: redirectUrl }),
  refusal({ release }, { value, error_code: code, context }, wanted) {
    const known = code === undefined ? {} : { error_code: code, context }
    const email = release.login.ajaxRefusedStatus === 400 ? { email: wanted } : {}
    return indentedJson(release.login.ajaxRefusedStatus, { success: false, value, ...known, ...email })
  },
  unreadable: (exchange, _, wanted) => bareLoginAnswers.refusal(exchange, { value: UNREADABLE }, wanted),
}

/** login_session before: the text alone, though labelled JSON; 403, or 400 where somebody is logged in already: openedx-api 3.2. */
export const shimmedLoginAnswers: LoginAnswers = {
  success: () => labelled(200, ''),
  refusal: ({ user }, { value }) => labelled(user === undefined ? 403 : 400, value),
  unreadable: (_, missing) => page(400, `Missing POST parameters: ${missing.join(', ')}`),
}

function labelled(status: number, text: string): Answer {
  return { status, body: text, headers: { 'Content-Type': 'application/json' } }
}
