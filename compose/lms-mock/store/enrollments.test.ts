import { beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from './store.ts'

const when = '2026-11-23T05:00:00.000001Z'
let store: Store

beforeEach(() => {
  store = openStore(':memory:')
  for (const username of ['one', 'two', 'three']) {
    const learner = { username, email: `${username}@example.com`, name: username, password: username }
    store.learners.add({ ...learner, staff: false, active: true, yearOfBirth: null }, new Date())
  }
})

const save = (learnerId: number, courseId: string, isActive = true) =>
  store.enrollments.save(learnerId, courseId, 'audit', isActive, when)
const counts = (courseId: string) => [
  store.enrollments.countAll(courseId),
  store.enrollments.countActive(courseId),
]

test('places are counted as learners come, leave and come back', () => {
  expect(counts('a')).toEqual([0, 0])
  save(1, 'a')
  save(2, 'a')
  save(3, 'b', false)
  expect([counts('a'), counts('b')]).toEqual([
    [2, 2],
    [1, 0],
  ])
  save(2, 'a', false)
  save(2, 'a', false)
  save(3, 'b')
  expect([counts('a'), counts('b'), store.enrollments.total()]).toEqual([[2, 1], [1, 1], 3])
  store.database.exec('DELETE FROM enrollments WHERE learner_id = 2')
  expect(counts('a')).toEqual([1, 1])
})

test('pages follow one another, of all learners or of one', () => {
  save(1, 'a')
  save(2, 'a')
  save(1, 'b')
  const found = (after: number, limit: number, username: string | null) =>
    store.enrollments.all(after, limit, username).map(({ id }) => id)
  expect([found(0, 2, null), found(2, 2, null)]).toEqual([[1, 2], [3]])
  expect([found(0, 9, 'one'), found(0, 9, 'two'), found(0, 9, 'nobody')]).toEqual([[1, 3], [2], []])
})

test('listeners hear of a change once it is sure, and not of one that is taken back', () => {
  const heard: string[] = []
  store.onEnrollment((courseId) => heard.push(courseId))
  save(1, 'a')
  expect(heard).toEqual(['a'])
  store.transaction(() => {
    save(1, 'b')
    store.transaction(() => save(2, 'b'))
    expect(heard).toEqual(['a'])
  })
  expect(heard).toEqual(['a', 'b', 'b'])
  const failing = () => {
    save(1, 'c')
    throw new Error('no')
  }
  expect(() => store.transaction(failing)).toThrow('no')
  save(3, 'a')
  expect(heard).toEqual(['a', 'b', 'b', 'a'])
  expect(counts('c')).toEqual([0, 0])
})
