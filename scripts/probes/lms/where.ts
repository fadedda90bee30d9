import { skip, type Check, type Verdict } from '../../diagnosis/check.ts'
import { isNeverCalled } from '../../plan/lms.ts'
import { learnerVariables } from '../find-learners.ts'
import type { LmsContext } from './lms-context.ts'

type Look = Check<LmsContext>['look']

/** Looks only where there is a learner to log in as. */
export function onlyWithLearner(look: Look): Look {
  return (context) => (context.learner === undefined ? withoutLearner(context) : look(context))
}

/** Looks only where Richie's pages call the LMS. */
export function onlyWhereCalled(look: Look): Look {
  return (context) =>
    isNeverCalled(context.lms) ? skip('Richie does not call it: backend base') : look(context)
}

/** Looks only where the LMS may sync its course runs to Richie: Richie's code for that reads Open edX's course ids only. */
export function onlyWhereSynced(look: Look): Look {
  return (context) =>
    context.lms.connection.syncMode === 'manual'
      ? skip("it sends no course runs: its course links are not Open edX's")
      : look(context)
}

/** Looks only at a mock. */
export function onlyOurMock(look: Look): Look {
  return (context) =>
    context.lms.provider === 'mock'
      ? look(context)
      : skip('not a container of this environment: provider external')
}

function withoutLearner({ lms }: LmsContext): Verdict {
  const { email, password } = learnerVariables(lms.key)
  return skip(`no learner was given: set ${email} and ${password}`)
}
