import { expect, test } from 'vitest'
import { allChecks, bindAll, checksBySubject } from './all-checks.ts'
import { anyMachine } from './testing/any-machine.ts'

test('every check needs only checks that there are', () => {
  const ids = allChecks.map(({ id }) => id)
  const needs = Object.values(checksBySubject).flatMap((checks) => checks.flatMap(({ needs = [] }) => needs))
  expect(needs.filter((id) => !ids.includes(id))).toEqual([])
})

test('each store of the machine has a finding of its own', () => {
  const stores = [
    { kind: 'absent', title: 'Firefox', detail: 'not installed' },
    { kind: 'absent', title: 'System', detail: '' },
  ] as const
  const bound = bindAll({ ...anyMachine(), stores: () => stores })
  expect(bound.filter(({ id }) => id === 'trust').map(({ subject }) => subject)).toEqual([
    'Firefox',
    'System',
  ])
})
