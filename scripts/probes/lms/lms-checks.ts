import type { Check } from '../../diagnosis/check.ts'
import { contentType } from './enrolment/content-type.ts'
import { csrfCookie } from './enrolment/csrf-cookie.ts'
import { enrol } from './enrolment/enrol.ts'
import { enrollmentPost } from './enrolment/enrollment-post.ts'
import { enrollment } from './enrolment/enrollment.ts'
import { throttle } from './enrolment/throttle.ts'
import { trustedOrigin } from './enrolment/trusted-origin.ts'
import type { LmsContext } from './lms-context.ts'
import { concurrentLogins } from './login/concurrent-logins.ts'
import { corsForeign, cors } from './login/cors.ts'
import { login } from './login/login.ts'
import { logout } from './login/logout.ts'
import { me } from './login/me.ts'
import { sessionCookie } from './login/session-cookie.ts'
import { wayBack } from './login/way-back.ts'
import { syncLink } from './sync/link.ts'
import { syncForged, syncSigned, syncUnsigned } from './sync/signature.ts'
import { containersReach, containersTrust } from './wiring/containers.ts'
import { courseLinks } from './wiring/course-links.ts'
import { coursePage } from './wiring/course-page.ts'
import { heartbeat } from './wiring/heartbeat.ts'
import { lmsBackend } from './wiring/lms-backend.ts'
import { lmsEndpoint } from './wiring/lms-endpoint.ts'
import { lmsRegex } from './wiring/lms-regex.ts'
import { mockFaults } from './wiring/mock-faults.ts'
import { ownAddress } from './wiring/own-address.ts'
import { referrerPolicy } from './wiring/referrer-policy.ts'
import { sharedDomain } from './wiring/shared-domain.ts'

/** The checks of each LMS, in the order in which a learner meets them. */
export const lmsChecks: readonly Check<LmsContext>[] = [
  mockFaults,
  lmsEndpoint,
  lmsBackend,
  lmsRegex,
  courseLinks,
  coursePage,
  sharedDomain,
  referrerPolicy,
  heartbeat,
  cors,
  corsForeign,
  login,
  sessionCookie,
  me,
  concurrentLogins,
  throttle,
  enrollment,
  contentType,
  csrfCookie,
  trustedOrigin,
  enrollmentPost,
  enrol,
  wayBack,
  logout,
  syncSigned,
  syncUnsigned,
  syncForged,
  syncLink,
  containersReach,
  containersTrust,
]

/** More checks of an external LMS that the gateway serves. */
export const proxiedChecks: readonly Check<LmsContext>[] = [ownAddress]
