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
    learners,
    courses: courses.map(({ id, title, start, end, enrollmentStart, enrollmentEnd, ...rest }) => ({
      id,
      title,
      start,
      end,
      enrollmentStart,
      enrollmentEnd,
      invitationOnly: rest.invitationOnly,
      capacity: rest.capacity,
      modes: ['audit'],
      languages: rest.languages,
    })),
  }
  return { path: `lms/${lms.key}/settings.json`, text: `${JSON.stringify(content, null, 2)}\n` }
}
