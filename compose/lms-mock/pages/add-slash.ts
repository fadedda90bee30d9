import type { Answer } from '../web/answer.ts'
import { redirect } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import { decide } from '../web/verdict.ts'

/** Django's APPEND_SLASH, without which the login form is lost: teak-measured [079]. */
export function addSlash(exchange: Exchange): Answer {
  const query = exchange.query.toString()
  decide(exchange, '3.2 login_session', 'the final slash is missing: the form is lost on the way')
  return { ...redirect(`${exchange.path}/${query === '' ? '' : `?${query}`}`), status: 301, isBare: true }
}
