import type { CourseSettings } from '../settings/settings.ts'
import type { CourseChanges } from '../store/courses.ts'
import { changesFor, courseStates, type CourseState } from './course-state.ts'
import { countField, dateField, flagField, requiredText, textField, type Fields } from './fields.ts'
import { Refused, type ControlWorld } from './world.ts'

/** Changes a course run on top of the spec: into a state, or field by field. Kept until it is undone. Synced to Richie. */
export function changeCourse(world: ControlWorld, fields: Fields): void {
  const course = courseOf(world, fields)
  const changes = { ...stateChanges(world, course, fields), ...fieldChanges(fields) }
  const { start, end, enrollmentStart, enrollmentEnd } = { ...course, ...changes }
  if (start !== null && end !== null && Date.parse(end) < Date.parse(start))
    throw new Refused('Expected the end to be after the start.')
  if (
    enrollmentStart !== null &&
    enrollmentEnd !== null &&
    Date.parse(enrollmentEnd) < Date.parse(enrollmentStart)
  )
    throw new Refused('Expected the end of enrolment to be after its start.')
  world.store.courses.override(course.id, changes)
  world.sync?.push(course.id)
}

/** A course run as the spec says again. */
export function restoreCourse(world: ControlWorld, fields: Fields): void {
  const course = courseOf(world, fields)
  world.store.courses.resetOverrides(course.id)
  world.sync?.push(course.id)
}

/** The course run that the field `course` names. */
export function courseOf({ store }: ControlWorld, fields: Fields): CourseSettings {
  const id = requiredText(fields, 'course')
  const course = store.courses.find(id)
  if (course === undefined) throw new Refused(`There is no course ${id}.`, 404)
  return course
}

function stateChanges({ store, now }: ControlWorld, course: CourseSettings, fields: Fields): CourseChanges {
  const state = textField(fields, 'state')
  if (state === undefined) return {}
  if (!courseStates.includes(state as CourseState))
    throw new Refused(`Expected state to be one of: ${courseStates.join(', ')}.`)
  return changesFor(state as CourseState, course, store.enrollments.countActive(course.id), now())
}

function fieldChanges(fields: Fields): CourseChanges {
  const changes = {
    title: textField(fields, 'title'),
    start: dateField(fields, 'start'),
    end: dateField(fields, 'end'),
    enrollmentStart: dateField(fields, 'enrollmentStart'),
    enrollmentEnd: dateField(fields, 'enrollmentEnd'),
    invitationOnly: flagField(fields, 'invitationOnly'),
    capacity: countField(fields, 'capacity'),
  }
  const said = Object.entries(changes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said)
}
