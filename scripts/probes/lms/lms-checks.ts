import type { Check } from '../../diagnosis/check.ts'
import { concurrentLogins } from './concurrent-logins.ts'
import { containersReach } from './containers-reach.ts'
import { containersTrust } from './containers-trust.ts'
import { contentType } from './content-type.ts'
import { corsForeign } from './cors-foreign.ts'
import { cors } from './cors.ts'
import { courseLinks } from './course-links.ts'
import { coursePage } from './course-page.ts'
import { csrfCookie } from './csrf-cookie.ts'
import { enrol } from './enrol.ts'
import { enrollmentPost } from './enrollment-post.ts'
import { enrollment } from './enrollment.ts'
import { heartbeat } from './heartbeat.ts'
import { lmsBackend } from './lms-backend.ts'
import type { LmsContext } from './lms-context.ts'
import { lmsEndpoint } from './lms-endpoint.ts'
import { lmsRegex } from './lms-regex.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { me } from './me.ts'
import { mockFaults } from './mock-faults.ts'
import { referrerPolicy } from './referrer-policy.ts'
import { sessionCookie } from './session-cookie.ts'
import { sharedDomain } from './shared-domain.ts'
import { syncForged } from './sync-forged.ts'
import { syncLink } from './sync-link.ts'
import { syncSigned } from './sync-signed.ts'
import { syncUnsigned } from './sync-unsigned.ts'
import { throttle } from './throttle.ts'
import { trustedOrigin } from './trusted-origin.ts'
import { wayBack } from './way-back.ts'

/** What is looked at of each LMS, in the order in which a learner meets it. */
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
