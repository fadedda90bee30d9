import { autoAuthAnswer, autoAuthJson } from '../account/automatic-auth.ts'
import { fourWeeks, untilTheBrowserCloses } from '../account/login-cookies.ts'
import {
  bareLoginAnswers,
  shimmedLoginAnswers,
  describedRefusals,
  plainRefusals,
} from '../account/login-outcome.ts'
import { registrationOfHawthorn, registrationOfTeak } from '../account/registration-rules.ts'
import { ofDogwood, ofHawthorn, ofTeak } from '../account/user-info.ts'
import { logoutPage, logoutToHome, logoutToSafeTarget } from '../pages/logout-answers.ts'
import { safeNext, uncheckedNext } from '../web/next.ts'

const oldForms = { login: '/login_ajax', register: '/create_account', idField: 'email' } as const
const combinedForms = {
  login: '/user_api/v1/account/login_session/',
  register: '/user_api/v1/account/registration/',
  idField: 'email',
} as const
const newForms = {
  login: '/api/user/v2/account/login_session/',
  register: '/api/user/v2/account/registration/',
  idField: 'email_or_username',
} as const

/** Login, register, logout and their cookies. Columns: dogwood, hawthorn, teak. */
export const login = {
  /** Where the forms of /login and /register post to: openedx-api 3.1, 3.2 (hawthorn: inferred). */
  forms: [oldForms, combinedForms, newForms],
  /** What `next` may name: nothing is checked in dogwood, later what is safe: openedx-api 3.1. */
  next: [uncheckedNext, safeNext, safeNext],
  /** GET /login gives an anonymous session and visitors' cookies: teak-measured, New; not in the older ones (inferred). */
  greetsVisitors: [false, false, true],
  /** GET /login by who is logged in sends the login cookies again: openedx-api 3.1, since Juniper. */
  resendsCookies: [false, false, true],
  /** The login page may be a micro-frontend: openedx-api 3.1. */
  mayBeMicroFrontend: [false, false, true],
  /** GET /login_ajax is a 405: openedx-api 3.2, teak-measured, New; before, a login without fields (dogwood's student/views.py; hawthorn inferred). */
  ajaxWantsPost: [false, false, true],
  /** Status of a refused /login_ajax: openedx-api 3.2 (hawthorn: inferred). */
  ajaxRefusedStatus: [200, 200, 400],
  /** What login_session answers: openedx-api 3.2: the message alone, 403 when refused (hawthorn: student/helpers.py of its time); later as login_ajax. */
  sessionAnswers: [shimmedLoginAnswers, shimmedLoginAnswers, bareLoginAnswers],
  /** What a refusal says: openedx-api 3.2, teak-measured [041-048, 349-355]; a text alone before. */
  refusals: [plainRefusals, plainRefusals, describedRefusals],
  /** Wrong passwords before an account is locked, and for how many minutes: dogwood's settings (hawthorn: inferred), teak-measured, New. */
  lockout: [
    { failures: 5, minutes: 15 },
    { failures: 5, minutes: 15 },
    { failures: 6, minutes: 30 },
  ],
  /** How long a login lasts, in seconds: openedx-api 3.4 (hawthorn: inferred). */
  seconds: [untilTheBrowserCloses, untilTheBrowserCloses, fourWeeks],
  /** A second login ends the first session, and a login while logged in is a 400: teak-measured, New. */
  preventsConcurrentLogins: [false, false, true],
  /** Cookie edxloggedin is Secure on https: openedx-api 3.4 (not in hawthorn: student/cookies.py of its time). */
  loggedInCookieIsSecure: [false, false, true],
  /** What cookie edx-user-info holds: openedx-api 3.4. */
  userInfo: [ofDogwood, ofHawthorn, ofTeak],
  /** openedx-api 3.2. */
  registration: [registrationOfHawthorn, registrationOfHawthorn, registrationOfTeak],
  /** What /logout answers: openedx-api 3.3. */
  logout: [logoutToHome, logoutToSafeTarget, logoutPage],
  /** openedx-api 3.5 (hawthorn: inferred). */
  automaticAuth: [autoAuthAnswer, autoAuthAnswer, autoAuthJson],
} as const
