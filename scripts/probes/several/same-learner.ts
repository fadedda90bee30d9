import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { learnerVariables } from '../find-learners.ts'
import type { LmsContext } from '../lms/lms-context.ts'
import { type SeveralContext, whereBoth } from './several-context.ts'

export const sameLearner: Check<SeveralContext> = {
  id: 'same-learner',
  title: 'The learner has the same username here as at the LMS that Richie logs in to',
  what: 'Richie logs in to one LMS and learns the username there. It asks every other LMS for the enrolments of that username. An LMS answers 404 if the session belongs to another learner, and 401 without a session: the learner must be logged in at each. In both cases Richie shows "Enrollment fetching failed" in place of the button.',
  see: 'bin/campus check --only same-learner --verbose\nbin/campus lms edx requests',
  fix: "Give learners one username at all LMSes: one account service for all, or the same registration at each; upper and lower case count. They must log in at each: Richie's log in button only leads to the one of `authentication`. For the checks: a learner of that name, in `CAMPUS_CHECK_<KEY>_EMAIL` and `_PASSWORD`.",
  symptoms: ['"Enrollment fetching failed" in place of the enrol button'],
  needs: ['me'],
  look: whereBoth(async ({ own, authentication }) => {
    const [here, there] = await Promise.all([usernameAt(own), usernameAt(authentication)])
    if (here === undefined) return skip('the learner is not logged in, see me')
    if (there === undefined) return skip(`the learner is not logged in at ${authentication.lms.key}`)
    const evidence = [`${authentication.lms.key}: ${there}`, `${own.lms.key}: ${here}`]
    if (here === there) return ok(here, evidence)
    const { key } = own.lms
    const { email, password } = learnerVariables(key)
    return fail(
      `the learner is ${there} at ${authentication.lms.key}, where Richie logs in, and ${here} at ${key}: it asks ${key} for ${there}, gets 404, and shows "Enrollment fetching failed"`,
      [
        {
          says: `Learners need one username at both. For the checks, make a learner ${there} at ${key}, and set:\nexport ${email}=... ${password}=...`,
        },
      ],
      evidence,
    )
  }),
}

async function usernameAt({ visit }: LmsContext): Promise<string | undefined> {
  return (await visit.me()).username
}
