import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { a, accepted, b, now, openSync } from '../../../tests/lms-mock/testing/open-sync.ts'
import type { Reply } from './post.ts'

const away: Reply = { status: null, said: 'ECONNREFUSED' }
const broken: Reply = { status: 500, said: 'Server Error' }
const refused: Reply = { status: 400, said: '{"resource_link":["Unknown course: X."]}' }

beforeEach(() => void vi.useFakeTimers({ now: now }))
afterEach(() => void vi.useRealTimers())

test('nothing is sent before Richie is ready, then everything is, one after the other', async () => {
  const { sync, sent, state } = openSync()
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
  const { sync, sent } = openSync(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toHaveLength(1)
  answers[0]?.(accepted)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toHaveLength(2)
})

test('a burst of enrolments is one push, with the count of all rows', async () => {
  const { sync, sent, store, enroll } = openSync()
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  sent.length = 0
  enroll(1)
  enroll(2)
  await vi.advanceTimersByTimeAsync(500)
  enroll(3)
  store.enrollments.save(3, a, 'audit', false, now.toISOString())
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(500)
  expect(sent).toEqual(['A 3'])
})

test('an enrolment while its course is being pushed gets a push of its own', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, sent, enroll } = openSync(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  enroll(1)
  answers[0]?.(accepted)
  await vi.advanceTimersByTimeAsync(1)
  answers[1]?.(accepted)
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toEqual(['A 0', 'B 0', 'A 1'])
})

test.each([
  ['can’t be reached', away],
  ['answers 500', broken],
  ['asks for patience', { status: 429, said: 'Too many requests' }],
  ['gives the request up', { status: 408, said: 'Request timeout' }],
])('while Richie %s nothing else is sent, and the waits grow', async (_, reply) => {
  const replies = [reply, reply, reply]
  const { sync, sent, outcomes } = openSync(() => replies.shift() ?? accepted)
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
  const { sync, sent } = openSync((all) => (all.at(-1) === 'A 0' ? broken : accepted))
  sync.begin()
  await vi.advanceTimersByTimeAsync(1001)
  expect(sent.slice(0, 3)).toEqual(['A 0', 'B 0', 'A 0'])
  expect(sync.attempts()[0]).toMatchObject({ attempt: 2, nextAt: '2026-11-23T05:00:02.001Z' })
})

test('a refusal is kept, not repeated, and tried again at the next change', async () => {
  const { sync, sent, state, outcomes } = openSync((all) => (all.at(-1) === 'A 0' ? refused : accepted))
  sync.begin()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(sent).toEqual(['A 0', 'B 0'])
  expect(state.outcomes.get(a)).toMatchObject({ status: 400, said: refused.said, nextAt: null })
  sync.push(a)
  await vi.advanceTimersByTimeAsync(0)
  expect(outcomes()).toEqual(['refused', 'accepted', 'refused'])
})

test('while webhook-withheld is on nothing is sent, and nothing is made up for afterwards', async () => {
  const { sync, sent, state, outcomes } = openSync()
  state.isWithheld = true
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  expect(outcomes()).toEqual(['withheld', 'withheld'])
  state.isWithheld = false
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(sent).toEqual([])
  sync.push(b)
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual(['B 0'])
})

test('what an old Richie says late is no answer of the new one', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, state } = openSync(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(0)
  sync.hold()
  sync.begin()
  answers[0]?.(accepted)
  await vi.advanceTimersByTimeAsync(1)
  expect([...state.outcomes.keys()]).toEqual([])
  answers[1]?.(refused)
  await vi.advanceTimersByTimeAsync(1)
  expect(state.outcomes.size).toBe(1)
})

test('the last hundred tries are kept, newest first, over a restart', async () => {
  const { sync, store } = openSync()
  sync.begin()
  for (let number = 0; number < 120; number += 1) {
    sync.push(a)
    await vi.advanceTimersByTimeAsync(1)
  }
  const attempts = sync.attempts()
  expect(attempts).toHaveLength(100)
  expect(attempts[0]?.at.localeCompare(attempts[99]?.at ?? '')).toBe(1)
  const rows = store.database.prepare('SELECT count(*) AS n FROM sync_attempts').get()
  expect(rows).toEqual({ n: 100 })
})

test('after closing nothing is written: the database may be closed', async () => {
  const answers: ((reply: Reply) => void)[] = []
  const { sync, store } = openSync(async () => await new Promise((resolve) => answers.push(resolve)))
  sync.begin()
  await vi.advanceTimersByTimeAsync(0)
  sync.close()
  store.close()
  answers[0]?.(away)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(answers).toHaveLength(1)
})
