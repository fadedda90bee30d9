/** What may be changed of an account. */
export type LearnerChanges = Partial<
  Pick<
    Learner,
    | 'name'
    | 'email'
    | 'lastLogin'
    | 'profile'
    | 'preferences'
    | 'loginSession'
    | 'failedLogins'
    | 'lockedUntil'
  > & {
    password: string
    isStaff: boolean
    isActive: boolean
    yearOfBirth: number | null
  }
>

const columns: Readonly<Record<keyof LearnerChanges, string>> = {
  name: 'name',
  email: 'email',
  lastLogin: 'last_login',
  profile: 'profile',
  preferences: 'preferences',
  loginSession: 'login_session',
  failedLogins: 'failed_logins',
  lockedUntil: 'locked_until',
  password: 'password',
  isStaff: 'is_staff',
  isActive: 'is_active',
  yearOfBirth: 'year_of_birth',
}

/** The columns that changes touch, and their values as SQLite takes them, in the same order. */
export function columnsOf(changes: LearnerChanges): {
  readonly columns: readonly string[]
  readonly values: readonly (string | number | null)[]
} {
  const fields = Object.keys(changes) as (keyof LearnerChanges)[]
  return {
    columns: fields.map((field) => columns[field]),
    values: fields.map((field) => storable(changes[field])),
  }
}

/** The account in a row, if there is one. */
export function learnerOf(row: Record<string, unknown> | undefined): Learner | undefined {
  if (row === undefined) return undefined
  return {
    id: row['id'] as number,
    username: row['username'] as string,
    email: row['email'] as string,
    name: row['name'] as string,
    password: row['password'] as string,
    isStaff: row['is_staff'] === 1,
    isActive: row['is_active'] === 1,
    yearOfBirth: row['year_of_birth'] as number | null,
    dateJoined: row['date_joined'] as string,
    lastLogin: row['last_login'] as string | null,
    activationKey: row['activation_key'] as string,
    profile: JSON.parse(row['profile'] as string) as Record<string, unknown>,
    preferences: JSON.parse(row['preferences'] as string) as Record<string, string>,
    loginSession: row['login_session'] as string | null,
    failedLogins: row['failed_logins'] as number,
    lockedUntil: row['locked_until'] as string | null,
  }
}

function storable(value: unknown): string | number | null {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : (value as string | number | null)
}

/** A person with an account on the LMS. */
export type Learner = {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly isStaff: boolean
  readonly isActive: boolean
  readonly yearOfBirth: number | null
  readonly dateJoined: string
  readonly lastLogin: string | null
  readonly activationKey: string
  readonly profile: Readonly<Record<string, unknown>>
  readonly preferences: Readonly<Record<string, string>>
  readonly loginSession: string | null
  readonly failedLogins: number
  readonly lockedUntil: string | null
}
