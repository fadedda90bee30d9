import type { LearnerSettings, Settings } from '../settings/settings.ts'
import { timestamp } from '../text/dates.ts'
import { hashPassword, isPassword } from './passwords.ts'
import type { Store } from './store.ts'

/** Brings the store in line with the settings, at each start: they win for what they define; all else stays. */
export function seed(store: Store, settings: Settings, now: Date): void {
  store.transaction(() => {
    store.courses.replace(settings.courses)
    for (const learner of settings.learners) seedLearner(store, learner, now)
    for (const { username, course } of settings.enrolled) seedEnrollment(store, username, course, now)
  })
}

/** Makes everything as the settings say, and only that: `campus lms <key> reset`. The signing secret stays. */
export function reset(store: Store, settings: Settings, now: Date): void {
  store.transaction(() => {
    store.clear()
    seed(store, settings, now)
  })
}

function seedLearner(store: Store, wanted: LearnerSettings, now: Date): void {
  const known = store.learners.byUsername(wanted.username)
  freeEmail(store, wanted)
  if (known === undefined) {
    store.learners.add(wanted, now)
    return
  }
  const { email, name, staff: isStaff, active: isActive, yearOfBirth } = wanted
  const isSame =
    known.email === email &&
    known.name === name &&
    known.isStaff === isStaff &&
    known.isActive === isActive &&
    known.yearOfBirth === yearOfBirth
  if (!isSame) store.learners.change(known.id, { email, name, isStaff, isActive, yearOfBirth })
  if (!isPassword(wanted.password, known.password))
    store.learners.change(known.id, { password: hashPassword(wanted.password) })
}

function seedEnrollment(store: Store, username: string, courseId: string, now: Date): void {
  const learner = store.learners.byUsername(username)
  if (learner !== undefined && store.enrollments.find(learner.id, courseId) === undefined)
    store.enrollments.save(learner.id, courseId, 'audit', true, timestamp(now))
}

/** Somebody else may have registered with an address that the settings give to this learner now. */
function freeEmail(store: Store, wanted: LearnerSettings): void {
  const holder = store.learners.byEmail(wanted.email)
  if (holder !== undefined && holder.username !== wanted.username)
    store.learners.change(holder.id, { email: `${holder.username}@replaced.invalid` })
}
