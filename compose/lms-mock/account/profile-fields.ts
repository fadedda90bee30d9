/** Why a field of an account can't be changed, in the two wordings of the API. */
export type FieldProblem = {
  readonly developer_message: string
  readonly user_message: string
}

/** What is wrong with a value, or undefined: Django REST framework's words. */
type Check = (value: unknown) => string | undefined

/** The fields that can be changed, and what they take (that a number is no text, and which may be null: inferred). */
const editable: Readonly<Record<string, Check>> = {
  name: (value) => (value === null ? 'This field may not be null.' : text(value)),
  bio: text,
  country: text,
  state: text,
  goals: text,
  mailing_address: text,
  time_zone: text,
  phone_number: text,
  gender: choice('m', 'f', 'o'),
  level_of_education: choice('p', 'm', 'b', 'a', 'hs', 'jhs', 'el', 'none', 'other'),
  account_privacy: choice('all_users', 'private', 'custom'),
  year_of_birth: (value) =>
    value === null || yearOf(value) !== null ? undefined : 'A valid integer is required.',
  language_proficiencies: list,
  social_links: list,
}

/** Checks one field of a PATCH: read-only fields, wrong types and unknown choices: teak-measured [097, 098]. */
export function fieldProblem(field: string, value: unknown): FieldProblem | undefined {
  if (!Object.hasOwn(editable, field)) {
    return {
      developer_message: 'This field is not editable via this API',
      user_message: `The '${field}' field cannot be edited.`,
    }
  }
  const problem = editable[field]?.(value)
  return problem === undefined
    ? undefined
    : {
        developer_message: `Value '${shown(value)}' is not valid for field '${field}': ['${problem}']`,
        user_message: 'This value is invalid.',
      }
}

/** Checks one preference, which null takes away: `User Preferences API` of openedx-api 2.2 (texts inferred). */
export function preferenceProblem(name: string, value: unknown): FieldProblem | undefined {
  if (value === null || typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
    return undefined
  const message =
    typeof value === 'string'
      ? `Preference '${name}' cannot be set to an empty value.`
      : `Value '${shown(value)}' is not valid for user preference '${name}'.`
  return { developer_message: message, user_message: message }
}

/** A year as a form or JSON gives it; null where it is none. */
export function yearOf(value: unknown): number | null {
  const isGiven = typeof value === 'string' || typeof value === 'number'
  return isGiven && /^\d{1,4}$/.test(String(value)) ? Number(value) : null
}

function text(value: unknown): string | undefined {
  return value === null || typeof value === 'string' ? undefined : 'Not a valid string.'
}

function list(value: unknown): string | undefined {
  return Array.isArray(value) ? undefined : 'Expected a list of items.'
}

function choice(...choices: readonly string[]): Check {
  return (value) =>
    value === null || value === '' || choices.includes(value as string)
      ? undefined
      : `"${shown(value)}" is not a valid choice.`
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
