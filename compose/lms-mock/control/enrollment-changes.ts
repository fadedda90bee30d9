import { timestamp } from '../web/dates.ts'
import { courseOf } from './course-changes.ts'
import { textField, type Fields } from './fields.ts'
import { learnerOf } from './learner-changes.ts'
import { Refused } from './refused.ts'
import type { ControlWorld } from './world.ts'

/** Enrols a learner whatever the run's state, as the platform's own staff can. */
export function enrolLearner(world: ControlWorld, fields: Fields): void {
  const learner = learnerOf(world, fields)
  const course = courseOf(world, fields)
  const mode = textField(fields, 'mode') ?? course.modes[0]?.slug ?? 'audit'
  if (!/^[\w-]{1,100}$/.test(mode)) {
    throw new Refused('Expected mode to be a word such as audit.')
  }
  const { enrollments } = world.store
  enrollments.save(learner.id, course.id, mode, true, timestamp(world.now()))
}

/** Ends an enrolment: the row stays, inactive, as on a real platform. */
export function unenrolLearner(world: ControlWorld, fields: Fields): void {
  const learner = learnerOf(world, fields)
  const courseId = textField(fields, 'course') ?? ''
  const current = world.store.enrollments.find(learner.id, courseId)
  if (current === undefined) {
    throw new Refused(`${learner.username} has no enrolment in ${courseId}.`, 404)
  }
  world.store.enrollments.save(learner.id, courseId, current.mode, false, current.created)
}
