import { seed } from '../store/seed.ts'
import { openStore } from '../store/store.ts'
import { CourseRunSync } from '../sync/course-run-sync.ts'
import type { Reply } from '../sync/post.ts'
import type { SyncAttempt } from '../sync/sync.ts'
import { recordedSettings } from './recorded-settings.ts'

export const NOW = new Date('2026-11-23T05:00:00Z')
export const ACCEPTED: Reply = { status: 200, said: '{"success":true}' }
export const A = 'course-v1:edX+DemoX+A'
export const B = 'course-v1:edX+DemoX+B'

/** A mock with the courses A and B, and a Richie that answers as told; `sent` is `<course> <count>` of each push. */
export function openSync(answer: (sent: readonly string[]) => Reply | Promise<Reply> = () => ACCEPTED) {
  const courses = [A, B].map((id) => ({ id, title: id }))
  const settings = recordedSettings(NOW, { courses, enrolled: [] })
  const store = openStore(':memory:')
  seed(store, settings, NOW)
  const sent: string[] = []
  const state = { isWithheld: false, outcomes: new Map<string, SyncAttempt>() }
  const sync = new CourseRunSync({
    settings,
    store,
    secret: 'secret',
    isWithheld: () => state.isWithheld,
    async post(_url, body) {
      const { resource_link: link, enrollment_count: count } = JSON.parse(body) as Record<string, string>
      sent.push(`${/([^+]+)\/info$/.exec(link ?? '')?.[1]} ${count}`)
      return await answer(sent)
    },
    chance: () => 0,
    told: (outcomes) => void (state.outcomes = new Map(outcomes)),
  })
  const enroll = (learnerId: number, course = A) =>
    store.enrollments.save(learnerId, course, 'audit', true, NOW.toISOString())
  const outcomes = () => sync.attempts().map(({ outcome }) => outcome)
  return { sync, store, sent, state, enroll, outcomes }
}
