/** Why a field of an account can't be changed, in the two wordings of the API. */
export interface FieldProblem {
  readonly developer_message: string
  readonly user_message: string
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  gender: ['m', 'f', 'o'],
  level_of_education: ['p', 'm', 'b', 'a', 'hs', 'jhs', 'el', 'none', 'other'],
  account_privacy: ['all_users', 'private', 'custom'],
}

const PLAIN =
  'name bio country state goals mailing_address year_of_birth language_proficiencies social_links time_zone phone_number'
const EDITABLE = new Set([...Object.keys(CHOICES), ...PLAIN.split(' ')])

/** Checks one field of a PATCH: read-only fields and unknown choices: teak-measured [097, 098]. */
export function fieldProblem(field: string, value: unknown): FieldProblem | undefined {
  if (!EDITABLE.has(field)) {
    return {
      developer_message: 'This field is not editable via this API',
      user_message: `The '${field}' field cannot be edited.`,
    }
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const isChoice = value === null || value === '' || CHOICES[field]?.includes(text) !== false
  if (isChoice) {
    return undefined
  }
  return {
    developer_message: `Value '${text}' is not valid for field '${field}': ['"${text}" is not a valid choice.']`,
    user_message: 'This value is invalid.',
  }
}
