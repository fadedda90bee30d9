import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { seed } from '../store/seed.ts'
import { openStore } from '../store/store.ts'
import { recordedSettings } from '../testing/recorded-settings.ts'
import { CourseRunSync } from './course-run-sync.ts'
import type { Reply } from './post.ts'
import type { SyncAttempt } from './sync.ts'

const NOW = new Date('2026-11-23T05:00:00Z')
const ACCEPTED: Reply = { status: 200, said: '{"success":true}' }
const AWAY: Reply = { status: null, said: 'ECONNREFUSED' }
const BROKEN: Reply = { status: 500, said: 'Server Error' }
const REFUSED: Reply = { status: 400, said: '{"resource_link":["Unknown course: X."]}' }
const A = 'course-v1:edX+DemoX+A'
const B = 'course-v1:edX+DemoX+B'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

/** A mock with the courses A and B, and a Richie that answers as told; `sent` is `<course> <count>` of each push. */
function start(answer: (sent: readonly string[]) => Reply | Promise<Reply> = () => ACCEPTED) {
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

test('nothing is sent before Richie is ready, then everything is, one after the other', async () => {
  const { sync, sent, state } = start()
  sync.push()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toEqual([])
  sync.begin()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual(['A 0'])
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['A 0', 'B 0'])
  expect([...state.outcomes.values()].map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
})

test('a second push waits until the first is answered', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, sent } = start(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toHaveLength(1)
  answers[0]?.(ACCEPTED)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toHaveLength(2)
})

test('a burst of enrolments is one push, with the count of all rows', async () => {
  const { sync, sent, store, enroll } = start()
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  sent.length = 0
  enroll(1)
  enroll(2)
  await vi.advanceTimersByTimeAsync(500)
  enroll(3)
  store.enrollments.save(3, A, 'audit', false, NOW.toISOString())
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(500)
  expect(sent).toEqual(['A 3'])
})

test('an enrolment while its course is being pushed is told by a push of its own', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, sent, enroll } = start(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  enroll(1)
  answers[0]?.(ACCEPTED)
  await vi.advanceTimersByTimeAsync(1)
  answers[1]?.(ACCEPTED)
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toEqual(['A 0', 'B 0', 'A 1'])
})

test.each([
  ['can’t be reached', AWAY],
  ['answers 500', BROKEN],
])('while Richie %s nothing else is sent, and the waits grow', async (_, reply) => {
  const replies = [reply, reply, reply]
  const { sync, sent, outcomes } = start(() => replies.shift() ?? ACCEPTED)
  sync.begin()
  await vi.advanceTimersByTimeAsync(0)
  expect(sync.attempts()[0]).toMatchObject({
    outcome: 'unreachable',
    status: reply.status,
    attempt: 1,
    nextAt: '2026-11-23T05:00:01.000Z',
  })
  await vi.advanceTimersByTimeAsync(999)
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1 + 2000 + 4000 + 2)
  expect(outcomes()).toEqual(['accepted', 'accepted', 'unreachable', 'unreachable', 'unreachable'])
  expect(sent).toHaveLength(5)
  expect(sync.attempts()[0]).toMatchObject({ nextAt: null })
})

test('one run on which Richie fails again and again does not keep the others waiting', async () => {
  const { sync, sent } = start((all) => (all.at(-1) === 'A 0' ? BROKEN : ACCEPTED))
  sync.begin()
  await vi.advanceTimersByTimeAsync(1001)
  expect(sent.slice(0, 3)).toEqual(['A 0', 'B 0', 'A 0'])
  expect(sync.attempts()[0]).toMatchObject({ attempt: 2, nextAt: '2026-11-23T05:00:02.001Z' })
})

test('a refusal is kept, not repeated, and tried again at the next change', async () => {
  const { sync, sent, state, outcomes } = start((all) => (all.at(-1) === 'A 0' ? REFUSED : ACCEPTED))
  sync.begin()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(sent).toEqual(['A 0', 'B 0'])
  expect(state.outcomes.get(A)).toMatchObject({ status: 400, said: REFUSED.said, nextAt: null })
  sync.push(A)
  await vi.advanceTimersByTimeAsync(0)
  expect(outcomes()).toEqual(['refused', 'accepted', 'refused'])
})

test('while webhook-withheld is on nothing is sent, and nothing is made up for afterwards', async () => {
  const { sync, sent, state, outcomes } = start()
  state.isWithheld = true
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  expect(outcomes()).toEqual(['withheld', 'withheld'])
  state.isWithheld = false
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(sent).toEqual([])
  sync.push(B)
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual(['B 0'])
})

test('what an old Richie says late is no answer of the new one', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, state } = start(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(0)
  sync.hold()
  sync.begin()
  answers[0]?.(ACCEPTED)
  await vi.advanceTimersByTimeAsync(1)
  expect([...state.outcomes.keys()]).toEqual([])
  answers[1]?.(REFUSED)
  await vi.advanceTimersByTimeAsync(1)
  expect(state.outcomes.size).toBe(1)
})

test('a course that is gone is not told of, and does not stop the others', async () => {
  const { sync, sent, store } = start()
  sync.push()
  store.courses.replace(store.courses.all().slice(1))
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['B 0'])
})

test('the last hundred tries are kept, newest first, over a restart', async () => {
  const { sync, store } = start()
  sync.begin()
  for (let number = 0; number < 120; number += 1) {
    sync.push(A)
    await vi.advanceTimersByTimeAsync(1)
  }
  const attempts = sync.attempts()
  expect(attempts).toHaveLength(100)
  expect(attempts[0]?.at.localeCompare(attempts[99]?.at ?? '')).toBe(1)
  const rows = store.database.prepare('SELECT count(*) AS n FROM sync_attempts').get()
  expect(rows).toEqual({ n: 100 })
})

test('a try that can’t be written down is in the log, and the next one is made', async () => {
  const { sync, store, sent } = start()
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  store.database.exec('DROP TABLE sync_attempts')
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['A 0', 'B 0'])
  expect(log.mock.calls.flat().join()).toContain(`Richie was not told of ${A}`)
  log.mockRestore()
})

test('after closing nothing is written: the database may be closed', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, store } = start(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(0)
  sync.close()
  store.close()
  answers[0]?.(AWAY)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(answers).toHaveLength(1)
})
