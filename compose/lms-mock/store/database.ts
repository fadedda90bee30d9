import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { applySchema, isFromTheFuture, versionOf } from './schema.ts'

/**
 * Opens the mock's SQLite file and makes its tables. Write-ahead logging keeps what was acknowledged even when the process
 * is killed; an older file is brought up to date; a newer or a damaged one is put aside and a
 * new one begun, which gets its courses and learners from the settings. Throws an error that names the file and what to do.
 */
export function openDatabase(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    return prepared(path)
  } catch (cause) {
    const { errcode = 0, message } = cause as SqliteError
    if (!isDamaged(path, errcode)) throw unusable(path, cause as SqliteError)
    beginAgain(path, `damaged-${new Date().toISOString().replaceAll(':', '')}`, `is damaged (${message})`)
    return prepared(path)
  }
}

function prepared(path: string): DatabaseSync {
  const database = opened(path)
  try {
    applySchema(database)
    const found = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    if (found.quick_check !== 'ok')
      throw Object.assign(new Error(found.quick_check.replaceAll('\n', ' ')), { errcode: sqliteCorrupt })
    database.exec('PRAGMA foreign_keys = ON')
    database.prepare('DELETE FROM sessions WHERE expires < ?').run(Math.floor(Date.now() / 1000))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** The secret that signs session cookies and JWTs: made once per database, so sessions survive a restart. */
export function signingSecret(database: DatabaseSync): string {
  database
    .prepare("INSERT INTO facts (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING")
    .run(randomBytes(32).toString('hex'))
  const row = database.prepare("SELECT value FROM facts WHERE name = 'secret'").get() as { value: string }
  return row.value
}

/** The file is locked for this process alone: what the store keeps in memory stays true, and no statement costs a lock. */
function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyMs })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    if (!isFromTheFuture(database)) return database
  } catch (error) {
    database.close()
    throw error
  }
  const version = versionOf(database)
  database.close()
  beginAgain(path, `version-${version}`, 'is from a newer version of the mock')
  return opened(path)
}

/** A mock that is being stopped lets go within a second. */
const busyMs = 1000
const sqliteBusy = 5
const sqliteCorrupt = 11
const sqliteNotADatabase = 26

/** A file that is no database at all may be something else of the person's, unless it has the name of one. */
function isDamaged(path: string, errcode: number): boolean {
  return errcode === sqliteCorrupt || (errcode === sqliteNotADatabase && path.endsWith('.sqlite3'))
}

/** Puts the file aside. The write-ahead log goes with it, were one left. */
function beginAgain(path: string, ending: string, why: string): void {
  const aside = `${path}.${ending}`
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  console.error(`${path} ${why}: it is kept as ${aside}, and a new one begins`)
}

type SqliteError = Error & { readonly errcode?: number }

function unusable(path: string, cause: SqliteError): Error {
  return cause.errcode === sqliteBusy
    ? new Error(`${path} is in use by another program, maybe another mock`, { cause })
    : new Error(
        `${path} can't be used as the database: ${cause.message}. Move it away, or name another place with CAMPUS_DATABASE; in an environment, \`campus clean\` removes it with all other data`,
        { cause },
      )
}

type Transactions = {
  transaction<T>(work: () => T): T
  /** Runs at once outside a transaction, else after its commit, and never when it is taken back. */
  afterCommit(task: () => void): void
}

/** Transactions over a database, with what is to happen once they are sure; `rolledBack` is called when one is not. */
export function transactions(database: DatabaseSync, rolledBack: () => void): Transactions {
  let waiting: (() => void)[] = []
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const settle = () => {
    const tasks = waiting
    waiting = []
    return tasks
  }
  return {
    transaction(work) {
      if (database.isTransaction) return work()
      begin.run()
      let result
      try {
        result = work()
        commit.run()
      } catch (error) {
        settle()
        if (database.isTransaction) database.exec('ROLLBACK') // a full disk has already done it
        rolledBack()
        throw error
      }
      settle().forEach((task) => task())
      return result
    },
    afterCommit(task) {
      if (database.isTransaction) waiting.push(task)
      else task()
    },
  }
}
