import type { CourseSpec } from '../environment/schema.ts'

const none = {
  invitationOnly: false,
  selfPaced: false,
  modes: [],
  languages: ['en'],
} satisfies Partial<CourseSpec>

const begun = { start: '2026-01-12T09:00:00Z', enrollmentStart: '2025-11-01T09:00:00Z' }
const later = { start: '2035-09-03T09:00:00Z', end: '2035-12-17T09:00:00Z' }
const closed = { enrollmentEnd: '2026-02-01T09:00:00Z' }
const ended = { end: '2026-06-30T09:00:00Z' }

/** Open, at a price or without one. */
const verified = [
  { slug: 'audit', minPrice: 0, currency: 'usd' },
  { slug: 'verified', minPrice: 49, currency: 'eur', expires: '2035-06-01T09:00:00Z' },
]

/** Fixed dates, far enough away: a demo that is drawn relative to today would drift out of its states. */
export const defaultCourses: readonly CourseSpec[] = [
  { ...none, ...begun, id: 'course-v1:edX+DemoX+Demo_Course', title: 'Demonstration course' },
  run('LaterX+2035', 'Starts later, open already', { ...later, enrollmentStart: begun.enrollmentStart }),
  run('SoonX+2035', 'Opens for enrolment later', { ...later, enrollmentStart: '2035-06-01T09:00:00Z' }),
  run('EarlyX+2035', 'Starts later, enrolment closed', {
    ...later,
    ...closed,
    enrollmentStart: begun.enrollmentStart,
  }),
  run('ClosedX+2026', 'Running, enrolment closed', { ...begun, ...closed, end: later.end }),
  run('PastX+2026', 'Archived course', { ...begun, ...ended, ...closed }),
  run('StudyX+2026', 'Archived, open for study', {
    ...begun,
    ...ended,
    enrollmentEnd: '2035-06-01T09:00:00Z',
    selfPaced: true,
  }),
  run('NoDatesX+2026', 'Not scheduled yet', {}),
  run('InviteX+2026', 'By invitation only', { ...begun, invitationOnly: true }),
  run('FullX+2026', 'Full course', { ...begun, capacity: 0 }),
  run('ModesX+2026', 'With a certificate for sale', { ...begun, modes: verified }),
]

function run(code: string, title: string, changes: Partial<CourseSpec>): CourseSpec {
  return { ...none, id: `course-v1:edX+${code}`, title, ...changes }
}
