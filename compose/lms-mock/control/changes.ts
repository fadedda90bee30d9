import { parseFaultList } from '../faults/parse-faults.ts'
import { reset } from '../store/seed.ts'
import { changeCourse, courseOf, restoreCourse } from './course-changes.ts'
import { requiredText, textField, type Fields } from './fields.ts'
import { enrolLearner, unenrolLearner, addLearner, changeLearner, endSessions } from './learner-changes.ts'
import { Refused, type ControlWorld } from './world.ts'

/** One thing that can be changed: by a form of the control page, which sends its name, or by JSON at a path. */
export type Change = {
  readonly method: 'POST' | 'DELETE'
  /** Below `/mock/api`; the part at `:x` becomes the field `x`. */
  readonly path: string
  readonly what: string
  /** The fields that JSON may have; those of a form are not checked. */
  readonly fields: readonly string[]
  readonly run: (world: ControlWorld, fields: Fields) => void
}

/** All changes, by name. */
export const allChanges: Readonly<Record<string, Change>> = {
  'add-learner': {
    method: 'POST',
    path: '/learners',
    what: 'add a learner: username, email?, name?, password?, staff?, active?',
    fields: ['username', 'email', 'name', 'password', 'staff', 'active'],
    run: addLearner,
  },
  'change-learner': {
    method: 'POST',
    path: '/learners/:username',
    what: 'change a learner: staff?, active?, password?',
    fields: ['staff', 'active', 'password'],
    run: changeLearner,
  },
  'end-sessions': {
    method: 'DELETE',
    path: '/learners/:username/sessions',
    what: 'log a learner out everywhere',
    fields: [],
    run: endSessions,
  },
  'change-course': {
    method: 'POST',
    path: '/courses/:course',
    what: 'change a course run: state? (open, full, ...), title?, start?, end?, enrollmentStart?, enrollmentEnd?, invitationOnly?, capacity?',
    fields: [
      'state',
      'title',
      'start',
      'end',
      'enrollmentStart',
      'enrollmentEnd',
      'invitationOnly',
      'capacity',
    ],
    run: changeCourse,
  },
  'restore-course': {
    method: 'DELETE',
    path: '/courses/:course',
    what: 'undo the changes to a course run',
    fields: [],
    run: restoreCourse,
  },
  enrol: {
    method: 'POST',
    path: '/enrollments',
    what: 'enrol a learner, even if the run is closed or full: username, course, mode?',
    fields: ['username', 'course', 'mode'],
    run: enrolLearner,
  },
  unenrol: {
    method: 'DELETE',
    path: '/enrollments',
    what: 'end an enrolment: username, course',
    fields: ['username', 'course'],
    run: unenrolLearner,
  },
  'forget-requests': {
    method: 'DELETE',
    path: '/requests',
    what: 'clear the list of last requests',
    fields: [],
    run: ({ requests }) => requests.clear(),
  },
  'turn-on-faults': {
    method: 'POST',
    path: '/faults',
    what: 'turn faults on for every request: faults, a list such as ["slow=300", "throttled"]',
    fields: ['faults'],
    run: turnOnFaults,
  },
  'clear-faults': {
    method: 'DELETE',
    path: '/faults',
    what: 'turn off these faults, or all: faults?',
    fields: ['faults'],
    run: clearFaults,
  },
  push: {
    method: 'POST',
    path: '/sync',
    what: 'sync one course run to Richie, or all: course?',
    fields: ['course'],
    run: push,
  },
  reset: {
    method: 'POST',
    path: '/reset',
    what: 'reset learners, enrolments, sessions and courses to the spec, clear all faults: sure ("yes")',
    fields: ['sure'],
    run: resetAll,
  },
}

/** By JSON a list of `name` or `name=parameter`; by a form one name and its parameter. */
function turnOnFaults({ faults }: ControlWorld, fields: Fields): void {
  const name = textField(fields, 'name')
  const parameter = textField(fields, 'parameter')
  const wanted =
    name === undefined ? faultList(fields) : [parameter === undefined ? name : `${name}=${parameter}`]
  const parsed = parseFaultList(wanted)
  if ('problem' in parsed) throw new Refused(parsed.problem)
  if (parsed.faults.size === 0) throw new Refused('Expected at least one fault.')
  faults.turnOn(parsed.faults)
}

function clearFaults({ faults }: ControlWorld, fields: Fields): void {
  const name = textField(fields, 'name')
  const wanted = name === undefined ? faultList(fields) : [name]
  const parsed = parseFaultList(wanted)
  if ('problem' in parsed) throw new Refused(parsed.problem)
  faults.clear(wanted.length === 0 ? undefined : [...parsed.faults.keys()])
}

function faultList(fields: Fields): readonly string[] {
  const list = fields['faults'] ?? []
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
    throw new Refused('Expected faults to be a list of strings.')
  return list
}

function push(world: ControlWorld, fields: Fields): void {
  if (world.sync === undefined)
    throw new Refused('This LMS does not sync course runs to Richie: it has no secret to sign with.', 409)
  world.sync.push(textField(fields, 'course') === undefined ? undefined : courseOf(world, fields).id)
}

function resetAll(world: ControlWorld, fields: Fields): void {
  if (requiredText(fields, 'sure') !== 'yes') throw new Refused('Expected sure to be "yes".')
  reset(world.store, world.settings, world.now())
  world.faults.clear()
  world.requests.clear()
  world.sync?.push()
}
