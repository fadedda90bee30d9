import { randomBytes } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { columnsOf, learnerOf, type LearnerChanges, type Learner } from './learner-row.ts'
import { hashPassword } from './passwords.ts'
import { remembered } from './remembered.ts'

/** What must be known to make an account. */
type NewLearner = {
  readonly username: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly staff: boolean
  readonly active: boolean
  readonly yearOfBirth: number | null
}

/** The accounts, in SQLite; those in use are kept in memory. */
export type LearnerStore = {
  byId(id: number): Learner | undefined
  byUsername(username: string): Learner | undefined
  byEmail(email: string): Learner | undefined
  /** In the order they joined, from after an id on; with a text, those whose username, name or address contains it. */
  page(after: number, limit: number, contains?: string): readonly Learner[]
  count(): number
  add(learner: NewLearner, now: Date): Learner
  change(id: number, changes: LearnerChanges): Learner
  /** Reads everything again: rows were changed elsewhere. */
  forget(): void
}

/** Makes the account store over an open database. */
export function learnerStore(database: DatabaseSync): LearnerStore {
  const statements = prepare(database)
  const learners = remembered((id: number) => learnerOf(statements.byId.get(id)))
  const ids = remembered((username: string) => statements.idOf.get(username)?.['id'] as number | undefined)
  return {
    byId: (id) => learners.get(id),
    byUsername(username) {
      const id = ids.get(username)
      return id === undefined ? undefined : learners.get(id)
    },
    byEmail: (email) => learnerOf(statements.byEmail.get(email)),
    page: (after, limit, contains = '') =>
      statements.page.all(after, limit, contains).map((row) => learnerOf(row) as Learner),
    count: () => (statements.count.get() as { n: number }).n,
    add({ username, email, name, password, staff, active, yearOfBirth }, now) {
      const joined = `${now.toISOString().slice(0, 19)}Z`
      const who = [username, email, name, hashPassword(password)]
      const facts = [Number(staff), Number(active), yearOfBirth, joined, randomBytes(16).toString('hex')]
      return learnerOf(statements.insert.get(...who, ...facts)) as Learner
    },
    change(id, changes) {
      const { columns, values } = columnsOf(changes)
      if (columns.length > 0) {
        statements.update(columns).run(...values, id)
        learners.forget(id)
      }
      return learners.get(id) ?? missing(id)
    },
    forget() {
      learners.forget()
      ids.forget()
    },
  }
}

function prepare(database: DatabaseSync) {
  const updates = new Map<string, StatementSync>()
  return {
    byId: database.prepare('SELECT * FROM learners WHERE id = ?'),
    idOf: database.prepare('SELECT id FROM learners WHERE username = ?'),
    byEmail: database.prepare('SELECT * FROM learners WHERE email = ?'),
    count: database.prepare('SELECT count(*) AS n FROM learners'),
    page: database.prepare(
      `SELECT * FROM learners WHERE id > ?1 AND (?3 = '' OR instr(lower(username || ' ' || name || ' ' || email), lower(?3)) > 0)
       ORDER BY id LIMIT ?2`,
    ),
    insert: database.prepare(
      `INSERT INTO learners (username, email, name, password, is_staff, is_active, year_of_birth, date_joined, activation_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    ),
    update(columns: readonly string[]): StatementSync {
      const sql = `UPDATE learners SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`
      const statement = updates.get(sql) ?? database.prepare(sql)
      updates.set(sql, statement)
      return statement
    },
  }
}

function missing(id: number): never {
  throw new Error(`No learner has the id ${id}`)
}
