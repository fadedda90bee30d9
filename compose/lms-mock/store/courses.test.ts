import { beforeEach, expect, test } from 'vitest'
import { recordedSettings } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { openStore, type Store } from './store.ts'

const { courses } = recordedSettings(new Date('2026-11-23T05:00:00Z'))
const id = 'course-v1:edX+DemoX+Demo_Course'
let store: Store

beforeEach(() => {
  store = openStore(':memory:')
  store.courses.replace(courses)
})

const changed = (changes: object) =>
  courses.map((course) => (course.id === id ? { ...course, ...changes } : course))

test('courses keep the order of the settings', () => {
  expect(store.courses.all()).toEqual(courses)
})

test('an override lies over the settings, and a second one over the first', () => {
  store.courses.override(id, { capacity: 3, invitationOnly: true })
  expect(store.courses.override(id, { capacity: 4 })).toMatchObject({ capacity: 4, invitationOnly: true })
  expect(store.courses.find(id)).toMatchObject({
    capacity: 4,
    invitationOnly: true,
    title: 'Demo Demo_Course',
  })
  expect(store.courses.overridden(id)).toEqual({ capacity: 4, invitationOnly: true })
})

test('an override survives settings that leave its course as it was', () => {
  store.courses.override(id, { capacity: 3 })
  store.courses.replace(courses.slice(0, 3).toReversed())
  expect(store.courses.find(id)?.capacity).toBe(3)
})

test('an override survives the absence of its course', () => {
  store.courses.override(id, { capacity: 3 })
  store.courses.replace([])
  expect(store.courses.find(id)).toBeUndefined()
  store.courses.replace(courses)
  expect(store.courses.find(id)?.capacity).toBe(3)
})

test('settings that redefine a course win over its override', () => {
  store.courses.override(id, { capacity: 3 })
  store.courses.replace(changed({ title: 'New' }))
  expect(store.courses.find(id)).toMatchObject({ title: 'New', capacity: null })
  expect(store.courses.overridden(id)).toBeUndefined()
})

test('overrides are taken back one by one, or all', () => {
  const other = courses[1]?.id ?? ''
  store.courses.override(id, { capacity: 3 })
  store.courses.override(other, { capacity: 5 })
  store.courses.resetOverrides(id)
  expect([store.courses.find(id)?.capacity, store.courses.find(other)?.capacity]).toEqual([null, 5])
  store.courses.resetOverrides()
  expect(store.courses.all()).toEqual(courses)
})

test('a course that is not there can not be changed', () => {
  expect(() => store.courses.override('course-v1:a+b+c', {})).toThrow('No course has the id course-v1:a+b+c')
})

test('a change that is rolled back is not remembered', () => {
  const work = () => {
    store.courses.override(id, { capacity: 3 })
    throw new Error('no')
  }
  expect(() => store.transaction(work)).toThrow('no')
  expect(store.courses.find(id)?.capacity).toBeNull()
})
