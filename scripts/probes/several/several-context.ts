import type { LmsContext } from '../lms/lms-context.ts'

/** An LMS beside the one that Richie logs in to. */
export type SeveralContext = {
  readonly own: LmsContext
  /** The LMS that Richie logs in to. */
  readonly authentication: LmsContext
}
