import { indentedJson, type Answer } from './web/answer.ts'
import type { Exchange } from './web/exchange.ts'

/** GET /heartbeat: asks the database, 503 when it fails: teak-measured [001, 002]. */
export function heartbeat({ store, query }: Exchange): Answer {
  const fine = { status: true, message: 'OK' }
  const sql = databaseState(() => store.ping())
  const extended = query.has('extended') ? { celery: { status: true, message: "{'time': '0.001'}" } } : {}
  return indentedJson(sql.status ? 200 : 503, { modulestore: fine, sql, ...extended })
}

function databaseState(ping: () => void): { status: boolean; message: string } {
  try {
    ping()
    return { status: true, message: 'OK' }
  } catch (error) {
    return { status: false, message: (error as Error).message }
  }
}
