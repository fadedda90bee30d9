import type { Check } from '../../diagnosis/check.ts'
import type { LmsContext } from './lms-context.ts'
import { ownAddress } from './own-address.ts'

/** What is looked at besides of an LMS of others that the gateway serves. */
export const proxiedChecks: readonly Check<LmsContext>[] = [ownAddress]
