import type { Lms, Plan } from '../plan/plan.ts'
import { header } from './artifact.ts'
import type { Artifact } from './artifact.ts'

/** What one mock LMS is told: the same connection that Richie gets, from the other side. */
export function renderLmsSettings(plan: Plan, lms: Lms): Artifact {
  const { connection, courses, learners } = lms
  const content = {
    '//': header,
    key: lms.key,
    platformName: lms.key,
    release: lms.release,
    origin: connection.baseUrl,
    secure: plan.mode === 'tls',
    cookieDomain: connection.lmsRules.cookieDomain,
    crossDomainCsrfCookie: connection.lmsRules.csrfCookie,
    allowInsecure: connection.lmsRules.allowInsecure,
    corsOrigins: connection.lmsRules.corsOrigins,
    trustedOrigins: connection.lmsRules.trustedOrigins,
    richieOrigin: plan.richie.site.origin,
    syncUrl: connection.syncUrl,
    courseLink: connection.courseLink,
    // The development key of the FUN images (openedx-api.md, 1.1): public, for the mock listens on loopback only.
    apiKey: 'FakeEdXAPIKey',
    learners,
    courses: courses.map(({ lms: _lms, code: _code, resourceLink: _link, modes, ...course }) => ({
      ...course,
      modes: modes.map(({ price, ...mode }) => ({ ...mode, minPrice: price })),
    })),
  }
  return { path: `lms/${lms.key}/settings.json`, text: `${JSON.stringify(content, null, 2)}\n` }
}
