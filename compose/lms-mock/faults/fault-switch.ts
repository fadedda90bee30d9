import type { DatabaseSync } from 'node:sqlite'
import { noFaults, recentCalls, type FaultSwitch, type Faults } from '../web/active-faults.ts'
import { parseFaults } from './parse-faults.ts'

/** Opens the faults that are kept in the store's database, so that a restart does not heal the platform. */
export function faultSwitch(database: DatabaseSync): FaultSwitch {
  const rows = database.prepare('SELECT name, parameter FROM faults ORDER BY rowid').all()
  const insert = database.prepare('INSERT OR REPLACE INTO faults (name, parameter) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM faults WHERE name = ?')
  const active = new Map(rows.map((row) => [row['name'] as string, row['parameter'] as string]))
  return {
    active: () => active,
    at: (request) => faultsAt(request, active),
    turnOn(faults) {
      for (const [name, parameter] of faults) {
        insert.run(name, parameter)
        active.set(name, parameter)
      }
    },
    clear(names = [...active.keys()]) {
      for (const name of names) {
        remove.run(name)
        active.delete(name)
      }
    },
    recentCalls: recentCalls(),
  }
}

/** What `X-Mock-Fault` gets wrong; the platform's own clients never send it. */
export function headerProblem(request: Request): string | undefined {
  const header = request.headers.get(faultHeader)
  const parsed = header === null ? undefined : parseFaults(header)
  return parsed !== undefined && 'problem' in parsed ? parsed.problem : undefined
}

function faultsAt(request: Request, active: Faults): Faults {
  const header = request.headers.get(faultHeader)
  if ((active.size === 0 && header === null) || new URL(request.url).pathname === '/heartbeat')
    return noFaults
  const parsed = parseFaults(header ?? '')
  return 'problem' in parsed || parsed.faults.size === 0 ? active : new Map([...active, ...parsed.faults])
}

const faultHeader = 'X-Mock-Fault'

/** A fault as people write it: `name`, or `name=parameter`; the parameter is `''` where it has none. */
export function faultText(name: string, parameter: string): string {
  return parameter === '' ? name : `${name}=${parameter}`
}
