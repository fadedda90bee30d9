import { unsupported } from '../api/body.ts'
import { apiView } from '../api/view.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import type { Learner } from '../store/learners.ts'
import { sharedAccount, wholeAccount } from './account-object.ts'
import { fieldProblem } from './profile-fields.ts'

/** /api/user/v1/accounts/{username}: openedx-api 2.2, teak-measured [089-099, 286, 287]. */
export function accountView(username: string): View {
  return apiView({
    name: 'Account',
    permission: 'learner',
    handlers: {
      GET: (exchange, { learner: caller }) => {
        const learner = exchange.store.learners.byUsername(username)
        if (learner === undefined) {
          return empty(404)
        }
        const seesAll = caller?.id === learner.id || caller?.isStaff === true
        return json(200, seesAll ? wholeAccount(exchange, learner) : sharedAccount(exchange, learner))
      },
      PATCH: async (exchange, { learner: caller }) => {
        const type = exchange.header('content-type')?.split(';')[0]?.trim()
        if (type !== 'application/merge-patch+json') {
          return unsupported(exchange)
        }
        return caller?.username === username ? await patch(exchange, caller) : empty(403)
      },
    },
  })
}

/** /api/user/v1/preferences/{username}: a flat object of strings; anybody else's is 403, zero bytes: teak-measured [093, 094]. */
export function preferencesView(username: string): View {
  return apiView({
    name: 'Preferences',
    permission: 'learner',
    handlers: {
      GET: (exchange, { learner: caller }) => {
        const learner = exchange.store.learners.byUsername(username)
        const isAllowed = learner !== undefined && (caller?.id === learner.id || caller?.isStaff === true)
        return isAllowed ? json(200, learner.preferences) : empty(caller?.isStaff === true ? 404 : 403)
      },
      PATCH: async (exchange, { learner: caller }) => {
        const changes = await readObject(exchange)
        if (caller?.username !== username || changes === undefined) {
          return empty(caller?.username === username ? 400 : 403)
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

async function patch(exchange: Exchange, learner: Learner): Promise<Answer> {
  const changes = await readObject(exchange)
  if (changes === undefined) {
    return json(400, { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' })
  }
  const found = Object.entries(changes).map(([field, value]) => [field, fieldProblem(field, value)] as const)
  const problems = found.filter(([, problem]) => problem !== undefined)
  if (problems.length > 0) {
    return json(400, { field_errors: Object.fromEntries(problems) })
  }
  const { name, year_of_birth: yearOfBirth, ...profile } = changes
  const changed = exchange.store.learners.change(learner.id, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof yearOfBirth === 'number' || yearOfBirth === null ? { yearOfBirth } : {}),
    profile: { ...learner.profile, ...profile },
  })
  return json(200, wholeAccount(exchange, changed))
}

async function readObject(exchange: Exchange): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await exchange.body())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
