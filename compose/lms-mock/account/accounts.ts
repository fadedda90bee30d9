import { apiView } from '../rest/api-view.ts'
import { unsupported } from '../rest/body.ts'
import type { Learner } from '../store/learner-row.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { mediaType } from '../web/request.ts'
import { fieldProblem, preferenceProblem, yearOf, type FieldProblem } from './profile-fields.ts'

const mergePatch = 'application/merge-patch+json'

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
        if (mediaType(exchange) !== mergePatch) return unsupported(exchange)
        if (caller?.username === username) return await patch(exchange, caller)
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
        if (caller?.username !== username && !isStaff) return preferencesOfOther(exchange, caller)
        decide(
          exchange,
          '2.2 preferences',
          learner === undefined ? `there is no learner ${username}` : undefined,
        )
        return learner === undefined ? empty(404) : json(200, learner.preferences)
      },
      PATCH: async (exchange, { learner: caller }) => {
        if (mediaType(exchange) !== mergePatch) return unsupported(exchange)
        return caller?.username === username
          ? await patchPreferences(exchange, caller)
          : preferencesOfOther(exchange, caller)
      },
    },
  })
}

function preferencesOfOther(exchange: Exchange, caller: Learner | undefined): Answer {
  decide(exchange, '2.2 preferences', `${caller?.username ?? 'nobody'} may not read them`)
  return exchange.release.accounts.preferencesOfOther(caller?.isStaff === true)
}

async function patchPreferences(exchange: Exchange, learner: Learner): Promise<Answer> {
  const changes = await readObject(exchange)
  if (changes === undefined) {
    decide(exchange, '2.2 preferences', 'the body is not a JSON object')
    return empty(400)
  }
  const refusal = refusalOf(exchange, '2.2 preferences', changes, preferenceProblem)
  if (refusal !== undefined) return refusal
  decide(exchange, '2.2 preferences')
  const kept = Object.entries({ ...learner.preferences, ...changes }).filter(([, value]) => value !== null)
  const preferences = Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
  exchange.store.learners.change(learner.id, { preferences })
  return empty(204)
}

async function patch(exchange: Exchange, learner: Learner): Promise<Answer> {
  const changes = await readObject(exchange)
  if (changes === undefined) {
    decide(exchange, '2.2 PATCH', 'the body is not a JSON object')
    return json(400, { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' })
  }
  const refusal = refusalOf(exchange, '2.2 PATCH invalid / read-only field', changes, fieldProblem)
  if (refusal !== undefined) return refusal
  decide(exchange, '2.2 PATCH')
  const { name, year_of_birth: year, ...profile } = changes
  const changed = exchange.store.learners.change(learner.id, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(year === undefined ? {} : { yearOfBirth: yearOf(year) }),
    profile: { ...learner.profile, ...profile },
  })
  return json(200, exchange.release.accounts.account(exchange, changed, true))
}

/** The 400 for fields that can't be changed so, if there are any. */
function refusalOf(
  exchange: Exchange,
  rule: string,
  changes: Readonly<Record<string, unknown>>,
  problemOf: (field: string, value: unknown) => FieldProblem | undefined,
): Answer | undefined {
  const found = Object.entries(changes).map(([field, value]) => [field, problemOf(field, value)] as const)
  const problems = found.filter(([, problem]) => problem !== undefined)
  if (problems.length === 0) return undefined
  decide(exchange, rule, `read-only or not valid: ${problems.map(([field]) => field).join(', ')}`)
  return json(400, { field_errors: Object.fromEntries(problems) })
}

async function readObject(exchange: Exchange): Promise<Record<string, unknown> | undefined> {
  const text = await exchange.body()
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
