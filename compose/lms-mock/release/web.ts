import { browsableApi, jsonOnly } from '../rest/content.ts'
import { absoluteLocation, locationAsGiven } from '../web/request.ts'
import { brokenSessionPage, refuseSession, sendToLogin, plainKey, signedKey } from '../web/session-cookie.ts'

/** What every answer has, the session cookie, and the manners of the API. Columns: dogwood, hawthorn, teak. */
export const web = {
  /** openedx-api 1.6: a real Ginkgo said ALLOW (dogwood's settings too; hawthorn inferred); teak-measured, New. */
  frameOptions: ['ALLOW', 'ALLOW', 'DENY'],
  /** openedx-api 1.6 and 4.1, teak-measured, New. */
  vary: ['Accept-Language, Cookie', 'Accept-Language, Cookie', 'Accept-Language, origin, Cookie'],
  /** Django before 1.9 makes a redirect's target absolute: openedx-api 2.1, 3.1 (inferred). */
  location: [absoluteLocation, locationAsGiven, locationAsGiven],
  /** Answers to who is logged in delete openedx-language-preference: teak-measured, New; not so in the older ones (inferred). */
  deletesLanguageCookie: [false, false, true],
  /** openedx-api 3.4. */
  sessionCookie: [plainKey, signedKey, signedKey],
  /** Cookies carry SameSite: openedx-api 3.4, teak-measured "is wrong" 4. Django 1.11 knows none (inferred). */
  sendsSameSite: [false, false, true],
  /** A session cookie not of the right form: teak-measured [191-196]; can't be in dogwood, hawthorn inferred. */
  malformedSession: [sendToLogin, sendToLogin, brokenSessionPage],
  /** A session cookie with a wrong signature: teak-measured [085]; hawthorn inferred. */
  tamperedSession: [sendToLogin, sendToLogin, refuseSession],
  /** Length of any session but that of a login, in seconds: Django's default, teak-measured, New. */
  anonymousSessionSeconds: [1209600, 1209600, 1209600],
  /** What the API shows by Accept: openedx-api 1.4, 1.6: HTML too, and `Vary: Accept` (hawthorn: inferred from Ginkgo); JSON alone since Juniper. */
  content: [browsableApi, browsableApi, jsonOnly],
  /** The challenge of a 401: openedx-api 1.2: the first of the view's authenticators. */
  challenge: ['Bearer realm="api"', 'JWT realm="api"', 'JWT realm="api"'],
  /** `Authorization: JWT` is read: openedx-api 1.1, since Hawthorn. */
  readsJwtHeader: [false, true, true],
  /** Logins hand out JWT cookies, and any API view takes them: openedx-api 3.4, teak-measured, New. */
  hasJwtCookies: [false, false, true],
} as const
