import { skip, type Check } from '../../diagnosis/check.ts'
import type { LmsContext } from '../lms/lms-context.ts'

/** An LMS beside the one that Richie logs in to. */
export type SeveralContext = {
  readonly own: LmsContext
  /** The LMS that Richie logs in to. */
  readonly authentication: LmsContext
}

type Look = Check<SeveralContext>['look']

/** Looks only where enrolment is real at both LMSes, and a learner can log in at both. */
export function whereBoth(look: Look): Look {
  return (context) => {
    const both = [context.own, context.authentication]
    const faked = both.find(({ lms }) => lms.connection.jsBackend === 'dummy')
    if (faked !== undefined) return skip(`enrolment at ${faked.lms.key} is faked in the browser`)
    const unknown = both.find(({ learner }) => learner === undefined)
    if (unknown !== undefined) return skip(`no learner was given for ${unknown.lms.key}`)
    return look(context)
  }
}
