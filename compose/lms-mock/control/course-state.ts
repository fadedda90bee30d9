import type { CourseSettings } from '../settings/settings.ts'
import type { CourseChanges } from '../store/courses.ts'

/** What a learner who is not enrolled yet meets at a course run. */
export type CourseState = 'open' | 'full' | 'invitation only' | 'not yet open' | 'closed' | 'archived'

/** The states that one click brings about. */
export const courseStates: readonly CourseState[] = [
  'open',
  'full',
  'invitation only',
  'not yet open',
  'closed',
  'archived',
]

/** The state of a course run: the first that holds, in the order in which a learner would be refused. */
export function courseState(course: CourseSettings, taken: number, now: Date): CourseState {
  const isPast = (date: string | null) => date !== null && Date.parse(date) <= now.getTime()
  if (isPast(course.end)) return 'archived'
  if (isPast(course.enrollmentEnd)) return 'closed'
  if (course.enrollmentStart !== null && !isPast(course.enrollmentStart)) return 'not yet open'
  if (course.invitationOnly) return 'invitation only'
  return course.capacity !== null && taken >= course.capacity ? 'full' : 'open'
}

/** The changes that bring a course run into a state, whatever it was before; dates that can stay do. */
export function changesFor(
  state: CourseState,
  course: CourseSettings,
  taken: number,
  now: Date,
): CourseChanges {
  const inDays = (days: number) => `${new Date(now.getTime() + days * dayMs).toISOString().slice(0, 19)}Z`
  const open: CourseChanges = {
    enrollmentStart: earlier(course.enrollmentStart, inDays(-1)),
    enrollmentEnd: course.enrollmentEnd === null ? null : later(course.enrollmentEnd, inDays(30)),
    end: course.end === null ? null : later(course.end, inDays(90)),
    invitationOnly: false,
    capacity: null,
  }
  switch (state) {
    case 'open':
      return open
    case 'full':
      return { ...open, capacity: taken }
    case 'invitation only':
      return { ...open, invitationOnly: true }
    case 'not yet open':
      return { ...open, enrollmentStart: inDays(7), enrollmentEnd: later(course.enrollmentEnd, inDays(37)) }
    case 'closed':
      return {
        ...open,
        enrollmentEnd: inDays(-1 / 24),
        enrollmentStart: earlier(course.enrollmentStart, inDays(-30)),
      }
    case 'archived':
      return {
        ...open,
        start: earlier(course.start, inDays(-90)),
        enrollmentStart: earlier(course.enrollmentStart, inDays(-100)),
        enrollmentEnd: inDays(-60),
        end: inDays(-1),
      }
  }
}

/** A date that stays when it is before the limit; no date becomes the limit, for Richie needs one. */
function earlier(date: string | null, limit: string): string {
  return date !== null && Date.parse(date) < Date.parse(limit) ? date : limit
}

function later(date: string | null, limit: string): string {
  return date !== null && Date.parse(date) > Date.parse(limit) ? date : limit
}

const dayMs = 86_400_000
