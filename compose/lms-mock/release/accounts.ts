import {
  accountOfDogwood,
  accountOfTeak,
  forbidden,
  hiddenFromLearners,
  hiddenFromStaff,
  notFound,
  silentlyForbidden,
} from '../account/account-object.ts'

/** Accounts, preferences and the mobile API. Columns: dogwood, hawthorn, teak. */
export const accounts = {
  /** The account object, for its owner and staff, and for others: openedx-api 2.2 (hawthorn: inferred), teak-measured [089, 090]. */
  account: [accountOfDogwood, accountOfDogwood, accountOfTeak],
  /** GET of an unknown account: openedx-api 2.2: staff get 403 before Juniper. */
  unknownAccount: [hiddenFromStaff, hiddenFromStaff, notFound],
  /** PATCH of somebody else's account: openedx-api 2.2. */
  patchOfOther: [hiddenFromStaff, hiddenFromStaff, silentlyForbidden],
  /** GET of somebody else's preferences: openedx-api 2.2, teak-measured "is wrong" 7. */
  preferencesOfOther: [hiddenFromLearners, hiddenFromLearners, silentlyForbidden],
  /** GET /api/mobile/.../users/<somebody else>: openedx-api 2.1, teak-measured "is wrong" 6. */
  mobileUserOfOther: [hiddenFromLearners, hiddenFromLearners, forbidden],
} as const
