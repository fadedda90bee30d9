import { expect, test } from 'vitest'
import { stateSince, type State } from './container-facts.ts'

const started = '2026-11-23T04:00:00Z'
const finished = '2026-11-23T04:30:00Z'
const never = '0001-01-01T00:00:00Z'
const log = ['04:10', '04:11', '04:12', '04:13', '04:14'].map((time) => ({ Start: `2026-11-23T${time}:00Z` }))
const state = (more: Partial<State>): State => ({
  Status: 'running',
  StartedAt: started,
  FinishedAt: never,
  ...more,
})

test.each([
  ['one that runs', state({}), started],
  ['one that is healthy', state({ Health: { Status: 'healthy', FailingStreak: 0, Log: log } }), started],
  ['one that still starts', state({ Health: { Status: 'starting', FailingStreak: 3, Log: log } }), started],
  [
    'one that fails for the third time',
    state({ Health: { Status: 'unhealthy', FailingStreak: 3, Log: log } }),
    '2026-11-23T04:12:00Z',
  ],
  [
    'one that fails for longer than is remembered',
    state({ Health: { Status: 'unhealthy', FailingStreak: 40, Log: log } }),
    '2026-11-23T04:10:00Z',
  ],
  ['one that has ended', state({ Status: 'exited', FinishedAt: finished }), finished],
  ['one that was never started', state({ Status: 'created', StartedAt: never }), null],
])('%s', (_, given, since) => {
  expect(stateSince(given)).toBe(since)
})
