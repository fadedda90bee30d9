import type { Check } from '../../diagnosis/check.ts'
import { olderTab } from './older-tab.ts'
import { sameLearner } from './same-learner.ts'
import type { SeveralContext } from './several-context.ts'

/** The checks of each LMS beside the one that Richie logs in to: of what the two share. */
export const severalChecks: readonly Check<SeveralContext>[] = [sameLearner, olderTab]
