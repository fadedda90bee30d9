import type { Learner } from '../store/learner-row.ts'
import { hashPassword } from '../store/passwords.ts'
import { timestamp } from '../text/dates.ts'
import { courseOf } from './course-changes.ts'
import { flagField, requiredText, textField, type Fields } from './fields.ts'
import { Refused, type ControlWorld } from './world.ts'

/** Makes an account; what is not said follows from the username, the password too. */
export function addLearner({ store, now }: ControlWorld, fields: Fields): void {
  const username = requiredText(fields, 'username')
  if (!/^[\w.@+-]{1,150}$/.test(username))
    throw new Refused('Expected username to be 1 to 150 letters, digits and . @ + - _.')
  const email = textField(fields, 'email') ?? `${username}@example.com`
  if (store.learners.byUsername(username) !== undefined || store.learners.byEmail(email) !== undefined) {
    throw new Refused(
      `A learner with the username ${username} or the email address ${email} already exists.`,
      409,
    )
  }
  const name = textField(fields, 'name') ?? username
  const password = textField(fields, 'password') ?? username
  const staff = flagField(fields, 'staff') ?? false
  const active = flagField(fields, 'active') ?? true
  store.learners.add({ username, email, name, password, staff, active, yearOfBirth: null }, now())
}

/** Staff or not, activated or not, a new password, which also unlocks the account. */
export function changeLearner(world: ControlWorld, fields: Fields): void {
  const learner = learnerOf(world, fields)
  const isStaff = flagField(fields, 'staff')
  const isActive = flagField(fields, 'active')
  const password = textField(fields, 'password')
  world.store.learners.change(learner.id, {
    ...(isStaff === undefined ? {} : { isStaff }),
    ...(isActive === undefined ? {} : { isActive }),
    ...(password === undefined
      ? {}
      : { password: hashPassword(password), failedLogins: 0, lockedUntil: null }),
  })
}

/** Ends all sessions of a learner. A browser that keeps its JWT cookies is known by them for up to an hour, as on a real platform. */
export function endSessions(world: ControlWorld, fields: Fields): void {
  const learner = learnerOf(world, fields)
  world.store.sessions.removeAll(learner.id)
  world.store.learners.change(learner.id, { loginSession: null })
}

/** The learner whom the field `username` names. */
function learnerOf({ store }: ControlWorld, fields: Fields): Learner {
  const username = requiredText(fields, 'username')
  const learner = store.learners.byUsername(username)
  if (learner === undefined) throw new Refused(`There is no learner ${username}.`, 404)
  return learner
}

/** Enrols a learner whatever the run's state, as the platform's own staff can. */
export function enrolLearner(world: ControlWorld, fields: Fields): void {
  const learner = learnerOf(world, fields)
  const course = courseOf(world, fields)
  const mode = textField(fields, 'mode') ?? course.modes[0]?.slug ?? 'audit'
  if (!/^[\w-]{1,100}$/.test(mode)) throw new Refused('Expected mode to be a word such as audit.')
  const { enrollments } = world.store
  enrollments.save(learner.id, course.id, mode, true, timestamp(world.now()))
}

/** Ends an enrolment: the row stays, inactive, as on a real platform. */
export function unenrolLearner(world: ControlWorld, fields: Fields): void {
  const learner = learnerOf(world, fields)
  const courseId = textField(fields, 'course') ?? ''
  const current = world.store.enrollments.find(learner.id, courseId)
  if (current === undefined) throw new Refused(`${learner.username} has no enrolment in ${courseId}.`, 404)
  world.store.enrollments.save(learner.id, courseId, current.mode, false, current.created)
}
