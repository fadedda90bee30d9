import { seed } from '../../../compose/lms-mock/store/seed.ts'
import { openStore } from '../../../compose/lms-mock/store/store.ts'
import { CourseRunSync } from '../../../compose/lms-mock/sync/course-run-sync.ts'
import type { Reply } from '../../../compose/lms-mock/sync/post.ts'
import type { SyncAttempt } from '../../../compose/lms-mock/sync/sync.ts'
import { recordedSettings } from './recorded-settings.ts'

export const now = new Date('2026-11-23T05:00:00Z')
export const accepted: Reply = { status: 200, said: '{"success":true}' }
export const a = 'course-v1:edX+DemoX+A'
export const b = 'course-v1:edX+DemoX+B'

/** A mock with the courses a and b, and a Richie that answers as told; `sent` is `<course> <count>` of each push. */
export function openSync(answer: (sent: readonly string[]) => Reply | Promise<Reply> = () => accepted) {
  const courses = [a, b].map((id) => ({ id, title: id }))
  const settings = recordedSettings(now, { courses, enrolled: [] })
  const store = openStore(':memory:')
  seed(store, settings, now)
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
  const enroll = (learnerId: number, course = a) =>
    store.enrollments.save(learnerId, course, 'audit', true, now.toISOString())
  const outcomes = () => sync.attempts().map(({ outcome }) => outcome)
  return { sync, store, sent, state, enroll, outcomes }
}
