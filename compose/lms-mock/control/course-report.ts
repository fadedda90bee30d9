import type { CourseSettings } from '../settings.ts'
import { courseState, type CourseState } from './course-state.ts'
import type { ControlWorld } from './world.ts'

/** A course run as it is now. */
export interface CourseReport extends CourseSettings {
  readonly state: CourseState
  /** Places that are taken. */
  readonly taken: number
  /** What differs from the spec. */
  readonly changed: readonly string[]
}

/** The course runs, in the order of the spec. */
export function reportCourses({ store, now }: ControlWorld): readonly CourseReport[] {
  const moment = now()
  return store.courses.all().map((course) => {
    const taken = store.enrollments.countActive(course.id)
    const changed = Object.keys(store.courses.overridden(course.id) ?? {})
    return { ...course, state: courseState(course, taken, moment), taken, changed }
  })
}
