import { randomBytes } from 'node:crypto'
import type { Learner } from '../store/learner-row.ts'
import { hashPassword } from '../store/passwords.ts'
import { page, redirect, type Answer, indentedJson } from '../web/answer.ts'
import { rotateCsrfToken, useCsrfToken } from '../web/csrf-token.ts'
import { type Exchange, decide, type AutomaticAccount } from '../web/exchange.ts'
import { logIn } from '../web/session.ts'

/** GET /auto_auth, for tests of a platform that allows it: openedx-api 3.5, teak-measured [305, 382-385]. */
export function automaticAuthView(exchange: Exchange): Answer {
  const { query } = exchange
  const username = query.get('username') ?? randomBytes(10).toString('hex')
  const email = query.get('email') ?? `${username}@example.com`
  const password = query.get('password') ?? randomBytes(10).toString('hex')
  const holder = exchange.store.learners.byEmail(email)
  if (holder !== undefined && holder.username !== username) {
    decide(exchange, '3.5', `${email} belongs to ${holder.username}`)
    return page(400, 'The e-mail address belongs to another account.') // the real one fails here (inferred)
  }
  const learner = account(exchange, username, email, password)
  const logsIn = !query.has('no_login')
  if (logsIn) {
    logIn(exchange, learner, exchange.release.web.anonymousSessionSeconds)
    rotateCsrfToken(exchange.csrf)
  }
  useCsrfToken(exchange.csrf)
  decide(exchange, '3.5')
  const target = query.get('redirect_to')
  if (target !== null || isTrue(query.get('redirect'))) {
    const course = query.get('course_id')
    return redirect(target ?? (course === null ? '/dashboard' : `None/course/${course}/home`))
  }
  const made = { id: learner.id, username, email, password, isLoggedIn: logsIn }
  return exchange.release.login.automaticAuth(exchange, made)
}

function account(exchange: Exchange, username: string, email: string, password: string): Learner {
  const { store, query, now } = exchange
  const staff = isTrue(query.get('staff'))
  const active = query.get('is_active') === null || isTrue(query.get('is_active'))
  const known = store.learners.byUsername(username)
  if (known === undefined) {
    const name = query.get('full_name') ?? username
    return store.learners.add({ username, email, name, password, staff, active, yearOfBirth: 1980 }, now)
  }
  return store.learners.change(known.id, {
    email,
    isStaff: staff,
    isActive: active,
    password: hashPassword(password),
  })
}

function isTrue(value: string | null): boolean {
  return ['true', 'yes', 't', '1'].includes(value?.toLowerCase() ?? '')
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
  if (exchange.header('accept') === 'application/json') return autoAuthJson(exchange, account)
  const { id, username, email, password } = account
  const text = `${status(account)} user ${username} (${email}) with password ${password} and user_id ${id}`
  return page(200, text.replaceAll(/[<>]/g, ''))
}

function status({ isLoggedIn }: AutomaticAccount): string {
  return isLoggedIn ? 'Logged in' : 'Created'
}
