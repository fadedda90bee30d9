import { skip, type Check, type Verdict } from '../../diagnosis/check.ts'
import { learnerVariables } from '../find-learners.ts'
import type { LmsContext } from './lms-context.ts'
import { isFaked } from './visit.ts'

type Look = Check<LmsContext>['look']

/** Looks only where there is a learner to log in as. */
export function asLearner(look: Look): Look {
  return (context) => (context.learner === undefined ? withoutLearner(context) : look(context))
}

/** Looks only where Richie's page really asks this LMS, which it does not of one that is not ours while enrolment is faked. */
export function whereAsked(look: Look): Look {
  return (context) =>
    isFaked(context.lms) ? skip('enrolment is faked in the browser (backendOverHttp: base)') : look(context)
}

/** Looks only at a mock of ours. */
export function ofMock(look: Look): Look {
  return (context) =>
    context.lms.provider === 'mock' ? look(context) : skip('no container of ours: provider external')
}

function withoutLearner({ lms }: LmsContext): Verdict {
  const { email, password } = learnerVariables(lms.key)
  return skip(`no learner was given: set ${email} and ${password}`)
}
