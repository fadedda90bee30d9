import { createApplication } from '../../../compose/lms-mock/application.ts'
import { faultSwitch } from '../../../compose/lms-mock/faults/fault-switch.ts'
import type { Settings } from '../../../compose/lms-mock/settings/settings.ts'
import { seed } from '../../../compose/lms-mock/store/seed.ts'
import { openStore, type Store } from '../../../compose/lms-mock/store/store.ts'
import type { Sync } from '../../../compose/lms-mock/sync/sync.ts'
import type { FaultSwitch } from '../../../compose/lms-mock/web/active-faults.ts'
import { recordedSettings } from './recorded-settings.ts'

/** A mock LMS in a test, whose control page is asked. */
export type OpenControl = {
  readonly settings: Settings
  readonly store: Store
  readonly faults: FaultSwitch
  /** Ids of the course runs that were synced to Richie. */
  readonly pushed: (string | undefined)[]
  readonly log: string[]
  /** Any request, by default of a browser at the LMS's own address. */
  ask(
    method: string,
    path: string,
    headers?: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Response>
  /** JSON below `/mock/api`, with the token. */
  api(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }>
}

/** The token of every LMS that `openControl` makes. */
export const testToken = 'a-token'
/** The address of every LMS that `openControl` makes. */
export const origin = 'https://edx.local.dev:8073'
/** When it is. */
export const now = new Date('2026-11-23T05:00:00Z')

/** Opens one over an empty database; for tests. */
export function openControl(
  world: { readonly controlToken?: string; readonly sync?: Sync } = { controlToken: testToken },
): OpenControl {
  const settings = recordedSettings(now)
  const store = openStore(':memory:')
  seed(store, settings, now)
  const pushed: (string | undefined)[] = []
  const log: string[] = []
  const report = { richie: null, left: 0, accepted: 0, withheld: 0, refused: [], away: null }
  const sync: Sync = {
    attempts: () => [],
    report: () => report,
    push: (id) => void pushed.push(id),
    close: () => undefined,
  }
  const faults = faultSwitch(store.database)
  const app = createApplication({ settings, store, now: () => now, faults, sync, ...world }, (line) =>
    log.push(line),
  )
  const ask: OpenControl['ask'] = async (method, path, headers = {}, body?) =>
    await app.request(`${origin}${path}`, {
      method,
      headers: { Host: 'edx.local.dev:8073', 'X-Forwarded-Proto': 'https', ...headers },
      ...(body === undefined ? {} : { body }),
    })
  return {
    settings,
    store,
    faults,
    pushed,
    log,
    ask,
    async api(method, path, body) {
      const headers = { Authorization: `Bearer ${testToken}` }
      const answer = await ask(method, `/mock/api${path}`, headers, body && JSON.stringify(body))
      return { status: answer.status, body: await answer.json() }
    },
  }
}
