import { unsupported } from '../api/body.ts'
import { apiView } from '../api/view.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { decide } from '../web/verdict.ts'
import type { Learner } from '../store/learners.ts'
import { fieldProblem } from './profile-fields.ts'

/** /api/user/v1/accounts/{username}: openedx-api 2.2, teak-measured [089-099, 286, 287]. */
export function accountView(username: string): View {
  return apiView({
    name: 'Account',
    rule: '2.2 anonymous',
    permission: 'learner',
    handlers: {
      GET: (exchange, { learner: caller }) => {
        const { accounts } = exchange.release
        const learner = exchange.store.learners.byUsername(username)
        const isStaff = caller?.isStaff === true
        if (learner === undefined) {
          decide(exchange, '2.2 unknown user', `there is no learner ${username}`)
          return accounts.unknownAccount(isStaff)
        }
        const isWhole = caller?.id === learner.id || isStaff
        decide(exchange, isWhole ? '2.2 own account' : '2.2 other user')
        return json(200, accounts.account(exchange, learner, isWhole))
      },
      PATCH: async (exchange, { learner: caller }) => {
        const type = exchange.header('content-type')?.split(';')[0]?.trim()
        if (type !== 'application/merge-patch+json') {
          return unsupported(exchange)
        }
        if (caller?.username === username) {
          return await patch(exchange, caller)
        }
        decide(exchange, '2.2 PATCH other user', `${caller?.username ?? 'nobody'} may not change ${username}`)
        return exchange.release.accounts.patchOfOther(caller?.isStaff === true)
      },
    },
  })
}

/** /api/user/v1/preferences/{username}: a flat object of strings: openedx-api 2.2, teak-measured [093, 094]. */
export function preferencesView(username: string): View {
  return apiView({
    name: 'Preferences',
    rule: '2.2 anonymous',
    permission: 'learner',
    handlers: {
      GET: (exchange, { learner: caller }) => {
        const learner = exchange.store.learners.byUsername(username)
        const isStaff = caller?.isStaff === true
        if (caller?.username !== username && !isStaff) {
          return preferencesOfOther(exchange, caller)
        }
        decide(
          exchange,
          '2.2 preferences',
          learner === undefined ? `there is no learner ${username}` : undefined,
        )
        return learner === undefined ? empty(404) : json(200, learner.preferences)
      },
      PATCH: async (exchange, { learner: caller }) => {
        const changes = await readObject(exchange)
        if (caller?.username !== username) {
          return preferencesOfOther(exchange, caller)
        }
        decide(
          exchange,
          '2.2 preferences',
          changes === undefined ? 'the body is not a JSON object' : undefined,
        )
        if (changes === undefined) {
          return empty(400)
        }
        const kept = Object.entries({ ...caller.preferences, ...changes }).filter(
          ([, value]) => value !== null,
        )
        const texts = Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
        exchange.store.learners.change(caller.id, { preferences: texts })
        return empty(204)
      },
    },
  })
}

function preferencesOfOther(exchange: Exchange, caller: Learner | undefined): Answer {
  decide(exchange, '2.2 preferences', `${caller?.username ?? 'nobody'} asks for somebody else's`)
  return exchange.release.accounts.preferencesOfOther(caller?.isStaff === true)
}

async function patch(exchange: Exchange, learner: Learner): Promise<Answer> {
  const changes = await readObject(exchange)
  if (changes === undefined) {
    decide(exchange, '2.2 PATCH', 'the body is not a JSON object')
    return json(400, { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' })
  }
  const found = Object.entries(changes).map(([field, value]) => [field, fieldProblem(field, value)] as const)
  const problems = found.filter(([, problem]) => problem !== undefined)
  decide(exchange, '2.2 PATCH')
  if (problems.length > 0) {
    const names = problems.map(([field]) => field).join(', ')
    decide(exchange, '2.2 PATCH invalid / read-only field', `not to be changed so: ${names}`)
    return json(400, { field_errors: Object.fromEntries(problems) })
  }
  const { name, year_of_birth: yearOfBirth, ...profile } = changes
  const changed = exchange.store.learners.change(learner.id, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof yearOfBirth === 'number' || yearOfBirth === null ? { yearOfBirth } : {}),
    profile: { ...learner.profile, ...profile },
  })
  return json(200, exchange.release.accounts.account(exchange, changed, true))
}

async function readObject(exchange: Exchange): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await exchange.body())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
