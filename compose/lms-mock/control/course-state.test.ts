import { expect, test } from 'vitest'
import { openControl, now } from '../../../tests/lms-mock/testing/open-control.ts'
import type { CourseSettings } from '../settings/settings.ts'
import { changesFor, courseStates, courseState } from './course-state.ts'

const { settings } = openControl()
const course = (run: string) =>
  settings.courses.find(({ id }) => id === `course-v1:edX+DemoX+${run}`) as CourseSettings

test.each([
  ['Demo_Course', 1, 'open'],
  ['Closed', 0, 'closed'],
  ['NotYet', 0, 'not yet open'],
  ['Archived', 0, 'archived'],
  ['Invite', 0, 'invitation only'],
  ['Full', 1, 'full'],
  ['Full', 0, 'open'],
])('%s with %i enrolled is %s', (run, taken, state) => {
  expect(courseState(course(run), taken, now)).toBe(state)
})

const every = settings.courses.flatMap((from) => courseStates.map((to) => [from.id, to, from] as const))

test.each(every)('%s can be brought into the state %s', (_, to, from) => {
  for (const taken of [0, 3]) {
    const after = { ...from, ...changesFor(to, from, taken, now) }
    expect(courseState(after, taken, now)).toBe(to)
    expect(isOrdered(after.start, after.end)).toBe(true)
    expect(isOrdered(after.enrollmentStart, after.enrollmentEnd)).toBe(true)
  }
})

function isOrdered(from: string | null, to: string | null): boolean {
  return from === null || to === null || Date.parse(from) < Date.parse(to)
}
