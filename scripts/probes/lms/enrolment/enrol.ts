import { fail, ok, skip, warn, type Check } from '../../../diagnosis/check.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { noAnswer, withBody } from '../no-answer.ts'
import { isActive, isTakenOut } from '../visit/try-enrolment.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'
import { detailOf } from './post-refusal.ts'

export const enrol: Check<LmsContext> = {
  id: 'enrol',
  title: 'A learner can enrol in an open course run, and unenrol again',
  what: 'Runs only with `campus check --enrol`, because it writes: it enrols the learner of the checks in an open run, as a click would, reads the enrolment back, and unenrols with the unenroll button of the LMS itself, which leaves an inactive enrolment behind. Open edX answers 400 with one text for every reason: enrolment closed, not open yet, by invitation, full.',
  see: 'bin/campus check --enrol --only enrol --verbose',
  fix: 'Look at the run in Studio: start and end of enrolment, "invitation only", the maximum number of learners, and a mode that costs nothing (audit or honor). A 403 with a text comes from a plugin; Richie shows the text.',
  symptoms: ['A click on the enrol button says "Your enrollment request failed"'],
  needs: ['enrollment-post'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      if (!context.surroundings.mayEnrol) return skip('writes: only with --enrol')
      const tried = await context.visit.enrol()
      if (tried === undefined) return skip('no open course run is known: give a link on the command line')
      const { course, already, posted, read, left } = tried
      if (already) return ok(`already enrolled in ${course}`)
      const evidence = [posted, read, left].flatMap((exchange) =>
        exchange === undefined ? [] : withBody(exchange),
      )
      const silent = [posted, read].flatMap((one) => (one && noAnswer(context, one)) ?? [])[0]
      if (silent !== undefined) return silent
      if (posted === undefined || !isActive(posted)) {
        const status = posted?.answer?.status ?? 0
        const says = `enrolling in ${course} is refused (${status}): ${posted === undefined ? '' : detailOf(posted)}`
        return fail(
          says,
          fixLms(context, 'look at the dates, the limit and the modes of this run in Studio.'),
          evidence,
        )
      }
      if (read === undefined || !isActive(read)) {
        return fail(
          `enrolling in ${course} succeeds, but the enrolment is not kept`,
          fixLms(context, 'a cache in front of the LMS must not cache answers of the API.'),
          evidence,
        )
      }
      if (left !== undefined && isTakenOut(left))
        return ok(`enrolled in ${course} and unenrolled again`, evidence)
      const says = `enrolled in ${course}, but unenrolling answers ${left?.answer?.status ?? 0}`
      return warn(
        says,
        [{ says: `Unenrol the learner by hand at ${context.lms.connection.baseUrl}/dashboard.` }],
        evidence,
      )
    }),
  ),
}
