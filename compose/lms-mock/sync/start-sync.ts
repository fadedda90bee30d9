import type { Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { CourseRunSync, type SyncParts } from './course-run-sync.ts'
import { post } from './post.ts'
import { syncReport, writeReport } from './report.ts'
import { watchRichie } from './richie-watch.ts'
import type { Sync, SyncAttempt } from './sync.ts'

/** Settings from where the mock runs; each may be absent. */
export type SyncSurroundings = {
  /** CAMPUS_SYNC_SECRET: without it there is nothing to sign with, and nothing is synced. */
  readonly secret: string | undefined
  /** CAMPUS_RICHIE_STATUS: the file in which Richie's container says that it is ready. Without it Richie is tried at once. */
  readonly richieStatus: string | undefined
  /** CAMPUS_SYNC_REPORT: the file in which to report how many course runs are synced. */
  readonly report: string | undefined
}

/** Starts syncing the store's course runs to Richie, in the background; undefined where there is no secret. */
export function startSync(
  settings: Settings,
  store: Store,
  { secret = '', richieStatus = '', report = '' }: SyncSurroundings,
  isWithheld: () => boolean,
): Sync | undefined {
  if (secret === '') return undefined
  let readySince: string | undefined
  let outcomes: ReadonlyMap<string, SyncAttempt> = new Map()
  const sum = () =>
    syncReport(
      readySince,
      store.courses.all().map(({ id }) => id),
      outcomes,
    )
  const told: SyncParts['told'] = (last) => {
    outcomes = last
    if (report === '') return
    try {
      writeReport(report, sum())
    } catch (error) {
      // A full disk, say: the platform itself goes on.
      console.error(`${report} was not written: ${(error as Error).message}`)
    }
  }
  const sync = new CourseRunSync({ settings, store, secret, isWithheld, post, chance: Math.random, told })
  told(outcomes) // what an earlier process reported is over
  let unwatch = () => {}
  if (richieStatus === '') {
    sync.begin()
  } else {
    unwatch = watchRichie(richieStatus, (since) => {
      readySince = since
      if (since === undefined) sync.hold()
      else sync.begin()
    })
  }
  return {
    attempts: () => sync.attempts(),
    report: sum,
    push: (courseId) => sync.push(courseId),
    close() {
      unwatch()
      sync.close()
    },
  }
}

/** The surroundings as the environment variables say. */
export function syncSurroundings(env: NodeJS.ProcessEnv): SyncSurroundings {
  return {
    secret: env['CAMPUS_SYNC_SECRET'],
    richieStatus: env['CAMPUS_RICHIE_STATUS'],
    report: env['CAMPUS_SYNC_REPORT'],
  }
}
