import type { Exchange } from '../web/exchange.ts'

/** What is wrong with a registration, by field, as the platform answers it. */
export type Problems = Readonly<Record<string, readonly { readonly user_message: string }[]>>

/** What was found taken. */
export interface TakenProblems {
  readonly problems: Readonly<Record<string, unknown>>
  /** Undefined where all is free. */
  readonly code: string | undefined
  readonly fields: readonly ('email' | 'username')[]
}

/** Checks a registration form; fields in the real order: teak-measured [358]. */
export function registrationProblems({ release }: Exchange, form: URLSearchParams): Problems {
  const problems: Record<string, { user_message: string }[]> = {}
  for (const [field, isFine, message] of release.login.registration.rules) {
    if (!(field in problems) && !isFine(form.get(field) ?? '')) {
      problems[field] = [{ user_message: message }]
    }
  }
  return problems
}

/** Finds a taken e-mail or username: 409, in Teak with suggestions: teak-measured [361]. */
export function takenProblems(exchange: Exchange, form: URLSearchParams): TakenProblems {
  const { learners } = exchange.store
  const { taken, suggestsUsernames } = exchange.release.login.registration
  const email = form.get('email') ?? ''
  const username = form.get('username') ?? ''
  const fields = [
    ...(learners.byEmail(email) === undefined ? [] : (['email'] as const)),
    ...(learners.byUsername(username) === undefined ? [] : (['username'] as const)),
  ]
  const texts = fields.map((field) => [
    field,
    [{ user_message: taken[field].replace('{}', () => form.get(field) ?? '') }],
  ])
  const suggestions = [3, 14, 149].map((number) => `${username}_${number}`)
  const suggests = suggestsUsernames && fields.includes('username')
  return {
    problems: {
      ...Object.fromEntries(texts),
      ...(suggests ? { username_suggestions: suggestions } : {}),
    },
    code: fields.length === 0 ? undefined : `duplicate-${fields.join('-')}`,
    fields,
  }
}
