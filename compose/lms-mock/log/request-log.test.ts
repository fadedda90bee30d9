import { expect, test } from 'vitest'
import { requestLog, type LoggedRequest } from './request-log.ts'

function request(path: string): LoggedRequest {
  const at = '2026-11-23T05:00:00Z'
  const nothing = { learner: null, rule: null, why: null, facts: null }
  return { at, method: 'GET', path, status: 200, ms: 1, ...nothing, faults: [] }
}

test('the newest comes first, and no more than its size is kept', () => {
  const log = requestLog(3)
  for (let number = 1; number <= 20; number += 1) {
    log.add(request(String(number)))
    expect(log.all().length).toBe(Math.min(number, 3))
  }
  expect(log.all().map(({ path }) => path)).toEqual(['20', '19', '18'])
})

test('texts of any length are kept short', () => {
  const log = requestLog()
  const long = 'x'.repeat(1_000_000)
  log.add({ ...request('/'), why: long, facts: long, learner: long })
  const [kept] = log.all()
  expect([kept?.why?.length, kept?.facts?.length, kept?.learner?.length]).toEqual([300, 300, 300])
})

test('it can be emptied', () => {
  const log = requestLog()
  log.add(request('/'))
  log.clear()
  expect(log.all()).toEqual([])
})
