import type { Row } from '../settings/releases.ts'

const oldAccount = ['/user_api/v1/account'] as const
const account = ['/api/user/v1/account', '/api/user/v2/account', ...oldAccount] as const

/** Which addresses exist. Columns: dogwood, hawthorn, teak. */
export const routes = {
  /** /api/user/v1/me: openedx-api 2.1. */
  me: [false, true, true],
  /** fonzie's /api/v1.0/user/me: only the Dogwood images ship a fonzie that has it: openedx-api 5. */
  fonzieMe: [true, false, false],
  /** /api/mobile/<version>/: openedx-api 2.1 (v0.5 alone in hawthorn: inferred). */
  mobileVersions: [['v0.5'], ['v0.5'], ['v0.5', 'v1']] as Row<readonly string[]>,
  /** my_user_info with more after it is the same view: openedx-api 2.1 (hawthorn: inferred); teak-measured [304] is a 404. */
  myUserInfoTakesMore: [true, true, false],
  /** Where login_session/ and registration/ are: openedx-api 3.2 (hawthorn: inferred). A dogwood has them only where its combined
   * login page is switched on, which is off by default and in FUN's: openedx-api 3.1. */
  accountRoots: [[], oldAccount, account] as Row<readonly string[]>,
  /** /create_account, where the old register page posts to: openedx-api 3.2 (gone in hawthorn: inferred). */
  createAccount: [true, false, false],
  /** /login_refresh: openedx-api 3.2, there since Juniper. */
  loginRefresh: [false, false, true],
  /** /csrf/api/v1/token: teak-measured [386]; not in the older ones (inferred). */
  csrfToken: [false, false, true],
  /** enrollment/v1/roles/ and enrollments/: openedx-api 1.1, there since Juniper. */
  rolesAndPagedEnrollments: [false, false, true],
  /** enrollment/v1/unenroll/: openedx-api 1.1, there since Hawthorn. */
  unenroll: [false, true, true],
  /** enrollment/v1/enrollment_allowed/: openedx-api 1.1, seen in Teak alone. */
  enrollmentAllowed: [false, false, true],
} as const
