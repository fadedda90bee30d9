import type { Mock } from '../plan/lms.ts'
import type { Plan } from '../plan/plan.ts'
import { header, type Artifact } from './templates.ts'

/** Settings of one mock LMS: the same connection that Richie gets, from the other side. */
export function renderLmsSettings(plan: Plan, lms: Mock): Artifact {
  const { connection, courses, learners, probe } = lms
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
    apiKey: connection.lmsRules.apiKey,
    learners: [...learners, probe],
    courses: courses.map((course) => ({
      id: course.id,
      title: course.title,
      start: course.start,
      end: course.end,
      enrollmentStart: course.enrollmentStart,
      enrollmentEnd: course.enrollmentEnd,
      invitationOnly: course.invitationOnly,
      capacity: course.capacity,
      selfPaced: course.selfPaced,
      languages: course.languages,
      modes: course.modes,
    })),
  }
  return { path: `lms/${lms.key}/settings.json`, text: `${JSON.stringify(content, null, 2)}\n` }
}
