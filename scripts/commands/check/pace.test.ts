import { expect, test } from 'vitest'
import { callsAMinute, openPace, type Calls } from './turn.ts'

const lms = 'https://lms.example.org'

/** A clock that only moves when somebody waits, and calls that outlive a pace. */
function world(calls: Calls = {}, start = 1_000_000) {
  const state = { now: start, calls, said: [] as number[] }
  const pace = () =>
    openPace([lms], {
      now: () => state.now,
      wait: async (ms) => {
        state.said.push(ms)
        const until = state.now + ms
        await Promise.resolve() // others run meanwhile
        state.now = Math.max(state.now, until)
      },
      read: () => state.calls,
      write: (next) => (state.calls = next),
    })
  return { state, pace }
}

async function callTimes(before: (url: string) => Promise<void>, times: number): Promise<void> {
  for (let call = 0; call < times; call += 1) await before(`${lms}/heartbeat`)
}

test('as many calls as fit in a minute go at once, the next waits for the minute to end and says so', async () => {
  const { state, pace } = world()
  const before = pace()
  await callTimes(before, callsAMinute)
  expect(state.said).toEqual([])
  state.now += 10_000
  await callTimes(before, 1)
  expect(state.said).toEqual([50_000])
  expect(state.now).toBe(1_060_000)
})

test('the calls of the run before count', async () => {
  const { state, pace } = world()
  await callTimes(pace(), callsAMinute)
  state.now += 1000
  await callTimes(pace(), 1)
  expect(state.said).toEqual([59_000])
})

test('in no minute there are more calls than that, however they come', async () => {
  const { state, pace } = world()
  const before = pace()
  const made: number[] = []
  const call = async (url: string) => {
    await before(url)
    made.push(state.now)
  }
  for (let round = 0; round < 15; round += 1) {
    await Promise.all(Array.from({ length: 5 }, () => call(`${lms}/api/${round}`)))
    state.now += 7000
  }
  for (const at of made) {
    expect(made.filter((other) => other > at - 60_000 && other <= at).length).toBeLessThanOrEqual(
      callsAMinute,
    )
  }
})

test('what ends a session goes at once, and counts', async () => {
  const { state, pace } = world()
  const before = pace()
  await callTimes(before, callsAMinute)
  await before(`${lms}/logout`, false)
  expect(state.said).toEqual([])
  expect(state.calls[lms]).toHaveLength(callsAMinute + 1)
})

test('several that wait at once say it once', async () => {
  const { state, pace } = world()
  const before = pace()
  await callTimes(before, callsAMinute)
  await Promise.all([before(lms), before(lms), before(lms)])
  expect(state.said).toEqual([60_000])
})

test('calls to others go at once', async () => {
  const { state, pace } = world()
  const before = pace()
  await callTimes(before, callsAMinute)
  await before('http://richie.campus.localhost:8070/en/')
  await before('https://lms.example.org:444/')
  expect(state.said).toEqual([])
  expect(Object.keys(state.calls)).toEqual([lms])
})

test('a clock that was put back does not make anybody wait for it', async () => {
  const ahead = Array.from({ length: callsAMinute }, () => 9_000_000)
  const { state, pace } = world({ [lms]: ahead })
  await callTimes(pace(), 1)
  expect(state.said).toEqual([])
  expect(state.calls[lms]).toEqual([1_000_000])
})

test('whoever is stopped while he waits takes no place, and the next goes on', async () => {
  const full = Array.from({ length: callsAMinute }, () => 1_000_000)
  const { state } = world({ [lms]: full })
  let isStopped = true
  const before = openPace([lms], {
    now: () => state.now,
    wait: (ms) => {
      if (isStopped) return Promise.reject(new Error('stopped'))
      state.now += ms
      return Promise.resolve()
    },
    read: () => state.calls,
    write: (next) => (state.calls = next),
  })
  await expect(before(lms)).rejects.toThrow('stopped')
  expect(state.calls[lms]).toEqual(full)
  isStopped = false
  await before(lms)
  expect(state.calls[lms]).toEqual([1_060_000])
})
