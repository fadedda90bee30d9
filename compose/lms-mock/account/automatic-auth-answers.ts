import { randomBytes } from 'node:crypto'

import { indentedJson, page, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'

/** An account as /auto_auth made it, with its password in clear. */
export interface AutomaticAccount {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly password: string
  readonly isLoggedIn: boolean
}

/** Always JSON, since Juniper: openedx-api 3.5, teak-measured [382-385]. */
export function autoAuthJson(_: Exchange, account: AutomaticAccount): Answer {
  const { username, email, password } = account
  return indentedJson(200, {
    created_status: status(account),
    username,
    email,
    password,
    user_id: account.id,
    anonymous_id: randomBytes(16).toString('hex'),
  })
}

/** A sentence before, but to who accepts exactly application/json: openedx-api 3.5. It is HTML to a browser, so marks are taken out. */
export function autoAuthAnswer(exchange: Exchange, account: AutomaticAccount): Answer {
  if (exchange.header('accept') === 'application/json') {
    return autoAuthJson(exchange, account)
  }
  const { id, username, email, password } = account
  const text = `${status(account)} user ${username} (${email}) with password ${password} and user_id ${id}`
  return page(200, text.replaceAll(/[<>]/g, ''))
}

function status({ isLoggedIn }: AutomaticAccount): string {
  return isLoggedIn ? 'Logged in' : 'Created'
}
