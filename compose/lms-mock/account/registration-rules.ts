import { indentedJson } from '../web/answer.ts'
import type { Exchange, Registration } from '../web/exchange.ts'
import { requestOrigin } from '../web/request.ts'

/** What is wrong with a registration, by field, as the platform answers it. */
export type Problems = Readonly<Record<string, readonly { readonly user_message: string }[]>>

/** What was found taken. */
export type TakenProblems = {
  readonly problems: Readonly<Record<string, unknown>>
  /** Undefined where all is free. */
  readonly code: string | undefined
  readonly fields: readonly ('email' | 'username')[]
}

/** Checks a registration form; fields in the real order: teak-measured [358]. */
export function registrationProblems({ release }: Exchange, form: URLSearchParams): Problems {
  const problems: Record<string, { user_message: string }[]> = {}
  for (const [field, isFine, message] of release.login.registration.rules)
    if (!(field in problems) && !isFine(form.get(field) ?? '')) problems[field] = [{ user_message: message }]

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

const isEmail = (value: string) => /^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/.test(value)
const isSlug = (value: string) => /^[\w-]*$/.test(value)
const isAccepted = (value: string) => value === 'true'

/** Texts of dogwood's forms (hawthorn: inferred), no code, no suggestions: openedx-api 3.2. */
export const registrationOfHawthorn: Registration = {
  rules: [
    ['username', (value) => value.length >= 2, 'Username must be minimum of two characters long'],
    ['username', (value) => value.length <= 30, 'Username cannot be more than 30 characters long'],
    ['username', isSlug, 'Usernames must contain only letters, numbers, underscores (_), and hyphens (-).'],
    ['email', isEmail, 'A properly formatted e-mail is required'],
    ['password', (value) => value.length >= 2, 'A valid password is required'],
    ['name', (value) => value.trim().length >= 2, 'Your legal name must be a minimum of two characters long'],
    ['terms_of_service', isAccepted, 'You must accept the terms of service.'],
    ['honor_code', isAccepted, 'To enroll, you must follow the honor code.'],
  ],
  taken: {
    email: 'It looks like {} belongs to an existing account. Try again with a different email address.',
    username: 'It looks like {} belongs to an existing account. Try again with a different username.',
  },
  suggestsUsernames: false,
  cookieSeconds: null,
  success: () => indentedJson(200, { success: true }),
  refusal: (status, problems) => indentedJson(status, problems),
}

/** teak-measured [358-361] (the rule on characters is inferred). */
export const registrationOfTeak: Registration = {
  rules: [
    [
      'username',
      (value) => value.length >= 2 && value.length <= 30,
      'Username must be between 2 and 30 characters long.',
    ],
    [
      'username',
      isSlug,
      'Usernames can only contain letters (A-Z, a-z), numerals (0-9), underscores (_), and hyphens (-).',
    ],
    ['email', isEmail, 'A properly formatted e-mail is required'],
    ['password', (value) => value !== '', 'This field is required.'],
    ['name', (value) => value.trim() !== '', 'Your legal name must be a minimum of one character long'],
    ['terms_of_service', isAccepted, 'You must accept the terms of service.'],
    ['honor_code', isAccepted, 'To enroll, you must follow the honor code.'],
  ],
  taken: {
    email: 'This email is already associated with an existing account',
    username: 'It looks like this username is already taken',
  },
  suggestsUsernames: true,
  cookieSeconds: 1209600,
  success(exchange, learner) {
    const { username, name: full_name, id: user_id } = learner
    return indentedJson(200, {
      authenticated_user: { username, full_name, user_id },
      success: true,
      redirect_url: `${requestOrigin(exchange)}/dashboard`,
    })
  },
  refusal: (status, problems, code) => indentedJson(status, { ...problems, error_code: code }),
}
