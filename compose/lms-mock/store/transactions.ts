import type { DatabaseSync } from 'node:sqlite'

interface Transactions {
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
      if (database.isTransaction) {
        return work()
      }
      begin.run()
      let result
      try {
        result = work()
        commit.run()
      } catch (error) {
        settle()
        if (database.isTransaction) {
          database.exec('ROLLBACK') // a full disk has already done it
        }
        rolledBack()
        throw error
      }
      settle().forEach((task) => task())
      return result
    },
    afterCommit(task) {
      if (database.isTransaction) {
        waiting.push(task)
      } else {
        task()
      }
    },
  }
}
