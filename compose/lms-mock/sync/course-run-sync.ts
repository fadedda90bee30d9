import type { Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { pythonJson } from '../text/python-json.ts'
import { attemptLog, type AttemptLog } from './attempts.ts'
import { courseRunPayload, type post, type Reply } from './post.ts'
import type { Sync, SyncAttempt } from './sync.ts'
import { backOffMs, WaitingList, type Waiting } from './waiting-list.ts'

/** What a synchronisation works with; `post` and `chance` (0 to 1) are given so that tests own the network and the dice. */
export type SyncParts = {
  readonly settings: Settings
  readonly store: Store
  readonly secret: string
  /** The fault webhook-withheld is on. */
  readonly isWithheld: () => boolean
  readonly post: typeof post
  readonly chance: () => number
  /** Called at every attempt with the last outcome of each course run since all were to be synced. Never throws. */
  readonly told: (outcomes: ReadonlyMap<string, SyncAttempt>) => void
}

/** Enrollments in one run within this time are one push. */
const burstMs = 1000

/**
 * Syncs course runs to Richie, one after the other, as the real sender does: openedx-api 6. While Richie can't be reached,
 * fails (5xx) or asks to wait (408, 429), everything waits, longer each time; what Richie refuses (other 4xx) is tried again
 * when the run changes.
 */
export class CourseRunSync implements Omit<Sync, 'report'> {
  readonly #parts: SyncParts
  readonly #log: AttemptLog
  readonly #waiting = new WaitingList()
  #outcomes = new Map<string, SyncAttempt>()
  #isReady = false
  #isPushing = false
  #isClosed = false
  #failures = 0
  #heldUntil = 0
  #timer: NodeJS.Timeout | undefined

  constructor(parts: SyncParts) {
    this.#parts = parts
    this.#log = attemptLog(parts.store.database)
    parts.store.onEnrollment((courseId) => this.#add(courseId, burstMs))
  }

  /** Richie is ready, perhaps with another database than before: everything is synced. */
  begin(): void {
    this.#isReady = true
    this.#failures = 0
    this.push()
  }

  /** Richie is not ready: course runs to be synced wait. */
  hold(): void {
    this.#isReady = false
    clearTimeout(this.#timer)
  }

  push(courseId?: string): void {
    if (courseId === undefined) {
      // An answer that is on its way is about what was.
      this.#outcomes = new Map()
      this.#parts.told(this.#outcomes)
    }
    const ids = courseId === undefined ? this.#parts.store.courses.all().map(({ id }) => id) : [courseId]
    this.#heldUntil = 0
    ids.forEach((id) => this.#add(id, 0))
  }

  attempts(): readonly SyncAttempt[] {
    return this.#log.last()
  }

  close(): void {
    this.hold()
    this.#waiting.clear()
    this.#isClosed = true
  }

  #add(courseId: string, afterMs: number): void {
    this.#waiting.add({ courseId, tries: 0, due: Date.now() + afterMs })
    this.#schedule()
  }

  #schedule(): void {
    const due = this.#waiting.nextDue()
    clearTimeout(this.#timer)
    if (due !== undefined && this.#isReady && !this.#isPushing) {
      const inMs = Math.max(due, this.#heldUntil) - Date.now()
      this.#timer = setTimeout(() => void this.#pushNext(), Math.max(0, inMs)).unref()
    }
  }

  /** Never throws: where something breaks here, the platform itself goes on. */
  async #pushNext(): Promise<void> {
    const next = this.#waiting.take(Date.now())
    if (next !== undefined) {
      this.#isPushing = true
      try {
        await this.#tell(next)
      } catch (error) {
        console.error(`${next.courseId} was not synced to Richie: ${(error as Error).stack}`)
      }
      this.#isPushing = false
    }
    this.#schedule()
  }

  async #tell(push: Waiting): Promise<void> {
    const outcomes = this.#outcomes // of the Richie that is asked now
    const { settings, store, secret, isWithheld } = this.#parts
    const course = store.courses.find(push.courseId)
    if (course === undefined) return // it is gone
    if (isWithheld()) {
      const said = 'not sent: the fault webhook-withheld is on'
      this.#note(outcomes, push, { status: null, said }, 'withheld')
      return
    }
    const payload = courseRunPayload(course, settings.courseLink, store.enrollments.countAll(course.id))
    const reply = await this.#parts.post(settings.syncUrl, pythonJson(payload), secret)
    if (this.#isClosed) return
    const { status } = reply
    const isAway = status === null || status >= 500 || status === 408 || status === 429
    this.#failures = isAway ? this.#failures + 1 : 0
    if (isAway) {
      this.#heldUntil = Date.now() + backOffMs(this.#failures, this.#parts.chance())
      // Behind the others: Richie may fail on this one alone.
      this.#waiting.add({ ...push, tries: push.tries + 1, due: Date.now() })
    }
    const answer = (status ?? 0) < 300 ? 'accepted' : 'refused'
    this.#note(outcomes, push, reply, isAway ? 'unreachable' : answer)
  }

  #note(
    outcomes: Map<string, SyncAttempt>,
    { courseId, tries }: Waiting,
    { status, said }: Reply,
    outcome: SyncAttempt['outcome'],
  ): void {
    const attempt = {
      at: new Date().toISOString(),
      courseId,
      url: this.#parts.settings.syncUrl,
      status,
      said,
      attempt: tries + 1,
      outcome,
      nextAt: outcome === 'unreachable' ? new Date(this.#heldUntil).toISOString() : null,
    }
    outcomes.set(courseId, attempt)
    this.#parts.told(this.#outcomes)
    try {
      this.#log.add(attempt)
    } catch (error) {
      // A full disk, say.
      console.error(
        `The outcome of syncing ${courseId} to Richie (${outcome}) was not saved: ${(error as Error).stack}`,
      )
    }
  }
}
