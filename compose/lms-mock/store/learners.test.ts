import { beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from './store.ts'

let store: Store

beforeEach(() => {
  store = openStore(':memory:')
  for (const username of ['ann', 'Bob', 'cyd']) {
    const learner = { username, email: `${username}@example.com`, name: `Learner ${username}`, password: 'p' }
    store.learners.add({ ...learner, staff: false, active: true, yearOfBirth: null }, new Date())
  }
})

const names = (after: number, limit: number, contains?: string) =>
  store.learners.page(after, limit, contains).map(({ username }) => username)

test('learners are found by id, username (case counts) and address (it does not)', () => {
  expect(store.learners.byId(2)?.username).toBe('Bob')
  expect(store.learners.byUsername('Bob')?.id).toBe(2)
  expect(store.learners.byUsername('bob')).toBeUndefined()
  expect(store.learners.byEmail('BOB@EXAMPLE.COM')?.id).toBe(2)
})

test('a change is seen however the learner is asked for', () => {
  store.learners.byUsername('ann')
  expect(store.learners.change(1, { name: 'New', isStaff: true, preferences: { a: 'b' } })).toMatchObject({
    name: 'New',
    isStaff: true,
    preferences: { a: 'b' },
  })
  expect([store.learners.byId(1)?.name, store.learners.byUsername('ann')?.name]).toEqual(['New', 'New'])
  expect(() => store.learners.change(99, { name: 'x' })).toThrow('No learner has the id 99')
})

test('a change that is rolled back is not seen', () => {
  const work = () => {
    store.learners.change(1, { name: 'New' })
    throw new Error('no')
  }
  expect(() => store.transaction(work)).toThrow('no')
  expect(store.learners.byId(1)?.name).toBe('Learner ann')
})

test('pages follow one another, and can be searched', () => {
  expect([names(0, 2), names(2, 2)]).toEqual([['ann', 'Bob'], ['cyd']])
  expect([names(0, 9, 'BOB'), names(0, 9, 'learner'), names(0, 9, '%')]).toEqual([
    ['Bob'],
    ['ann', 'Bob', 'cyd'],
    [],
  ])
  expect(store.learners.count()).toBe(3)
})

test('sessions end one by one, or all of a learner', () => {
  const now = new Date()
  const keys = [1, 1, 2].map((learnerId) => store.sessions.create(learnerId, 60, now))
  const alive = () => keys.map((key) => store.sessions.find(key, now)?.learnerId)
  expect(alive()).toEqual([1, 1, 2])
  store.sessions.remove(keys[0] ?? '')
  expect(alive()).toEqual([undefined, 1, 2])
  expect(store.sessions.removeAll(1)).toBe(1)
  expect(alive()).toEqual([undefined, undefined, 2])
  expect(store.sessions.find(keys[2] ?? '', new Date(now.getTime() + 61_000))).toBeUndefined()
})
