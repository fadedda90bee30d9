import type { Exchange } from '../web/exchange.ts'

/** What is wrong with a registration, by field, as the platform answers it. */
export type Problems = Readonly<Record<string, unknown>>

const RULES: readonly (readonly [field: string, isFine: (value: string) => boolean, message: string])[] = [
  [
    'username',
    (value) => value.length >= 2 && value.length <= 30,
    'Username must be between 2 and 30 characters long.',
  ],
  [
    'username',
    (value) => /^[\w-]*$/.test(value),
    'Usernames can only contain letters (A-Z, a-z), numerals (0-9), underscores (_), and hyphens (-).',
  ],
  [
    'email',
    (value) => /^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/.test(value),
    'A properly formatted e-mail is required',
  ],
  ['password', (value) => value !== '', 'This field is required.'],
  ['name', (value) => value.trim() !== '', 'Your legal name must be a minimum of one character long'],
  ['terms_of_service', isAccepted, 'You must accept the terms of service.'],
  ['honor_code', isAccepted, 'To enroll, you must follow the honor code.'],
]

/** Checks a registration form; fields in the real order and words: teak-measured [358] (the characters rule is inferred). */
export function registrationProblems(form: URLSearchParams): Problems {
  const problems: Record<string, unknown> = {}
  for (const [field, isFine, message] of RULES) {
    if (!(field in problems) && !isFine(form.get(field) ?? '')) {
      problems[field] = [{ user_message: message }]
    }
  }
  return problems
}

/** Finds a taken e-mail or username: 409, with suggestions: teak-measured [361]. */
export function takenProblems(
  exchange: Exchange,
  form: URLSearchParams,
): { problems: Problems; errorCode: string | undefined } {
  const { learners } = exchange.store
  const username = form.get('username') ?? ''
  const isEmailTaken = learners.byEmail(form.get('email') ?? '') !== undefined
  const isNameTaken = learners.byUsername(username) !== undefined
  const parts = [isEmailTaken ? 'email' : '', isNameTaken ? 'username' : ''].filter((part) => part !== '')
  const problems = {
    ...(isEmailTaken
      ? { email: [{ user_message: 'This email is already associated with an existing account' }] }
      : {}),
    ...(isNameTaken ? { username: [{ user_message: 'It looks like this username is already taken' }] } : {}),
    ...(isNameTaken ? { username_suggestions: [3, 14, 149].map((number) => `${username}_${number}`) } : {}),
  }
  return { problems, errorCode: parts.length === 0 ? undefined : `duplicate-${parts.join('-')}` }
}

function isAccepted(value: string): boolean {
  return value === 'true'
}
