import { randomBytes } from 'node:crypto'

import { hashPassword } from '../store/passwords.ts'
import type { Learner } from '../store/learners.ts'
import { indentedJson, redirect, type Answer } from '../web/answer.ts'
import { rotateCsrfSecret, useCsrfSecret } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { logIn } from '../web/session.ts'

/** GET /auto_auth, for tests of a platform that allows it: openedx-api 3.5, teak-measured [305, 382-385]. */
export function automaticAuthView(exchange: Exchange): Answer {
  const { query } = exchange
  const username = query.get('username') ?? randomBytes(10).toString('hex')
  const email = query.get('email') ?? `${username}@example.com`
  const password = query.get('password') ?? randomBytes(10).toString('hex')
  const learner = account(exchange, username, email, password)
  const logsIn = !query.has('no_login')
  if (logsIn) {
    logIn(exchange, learner, exchange.release.anonymousSessionSeconds)
    rotateCsrfSecret(exchange.csrf)
  }
  useCsrfSecret(exchange.csrf)
  const target = query.get('redirect_to')
  if (target !== null || isTrue(query.get('redirect'))) {
    const course = query.get('course_id')
    return redirect(target ?? (course === null ? '/dashboard' : `None/course/${course}/home`))
  }
  return indentedJson(200, {
    created_status: logsIn ? 'Logged in' : 'Created',
    username,
    email,
    password,
    user_id: learner.id,
    anonymous_id: randomBytes(16).toString('hex'),
  })
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
