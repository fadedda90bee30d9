import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

import { hashPassword } from './passwords.ts'

/** A person with an account on the LMS. */
export interface Learner {
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

/** What must be known to make an account. */
interface NewLearner {
  readonly username: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly staff: boolean
  readonly active: boolean
  readonly yearOfBirth: number | null
}

type Changes = Partial<
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

/** The accounts, in SQLite. */
export interface LearnerStore {
  byId(id: number): Learner | undefined
  byUsername(username: string): Learner | undefined
  byEmail(email: string): Learner | undefined
  add(learner: NewLearner, now: Date): Learner
  change(id: number, changes: Changes): Learner
}

const COLUMNS: Readonly<Record<keyof Changes, string>> = {
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

/** Makes the account store over an open database. */
export function learnerStore(database: DatabaseSync): LearnerStore {
  const byId = database.prepare('SELECT * FROM learners WHERE id = ?')
  const byUsername = database.prepare('SELECT * FROM learners WHERE username = ?')
  const byEmail = database.prepare('SELECT * FROM learners WHERE email = ?')
  const insert = database.prepare(
    `INSERT INTO learners (username, email, name, password, is_staff, is_active, year_of_birth, date_joined, activation_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const existing = (id: number) => learnerOf(byId.get(id)) ?? missing(id)
  return {
    byId: (id) => learnerOf(byId.get(id)),
    byUsername: (username) => learnerOf(byUsername.get(username)),
    byEmail: (email) => learnerOf(byEmail.get(email)),
    add(learner, now) {
      const { username, email, name, password, staff, active, yearOfBirth } = learner
      const joined = `${now.toISOString().slice(0, 19)}Z`
      const key = randomBytes(16).toString('hex')
      const hash = hashPassword(password)
      const made = insert.run(
        username,
        email,
        name,
        hash,
        Number(staff),
        Number(active),
        yearOfBirth,
        joined,
        key,
      )
      return existing(Number(made.lastInsertRowid))
    },
    change(id, changes) {
      for (const [field, value] of Object.entries(changes)) {
        const column = COLUMNS[field as keyof Changes]
        database.prepare(`UPDATE learners SET ${column} = ? WHERE id = ?`).run(storable(value), id)
      }
      return existing(id)
    },
  }
}

function storable(value: unknown): string | number | null {
  if (typeof value === 'boolean') {
    return Number(value)
  }
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : (value as string | number | null)
}

function missing(id: number): never {
  throw new Error(`No learner has the id ${id}`)
}

function learnerOf(row: Record<string, unknown> | undefined): Learner | undefined {
  if (row === undefined) {
    return undefined
  }
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
