import { referrerPolicy } from '../plan/connection.ts'
import type { Plan } from '../plan/plan.ts'
import { authenticationDelegation, lmsBackends } from './richie-settings.ts'
import { header, type Artifact } from './templates.ts'

/** What Richie's settings are read from, in the container: all LMSes, and everything that depends on the mode. */
export function renderRichieConnection(plan: Plan): Artifact {
  const { richie, lmses } = plan
  const { site } = richie
  const content = {
    '//': header,
    mode: plan.mode,
    name: plan.name,
    site: {
      origin: site.origin,
      domain: site.origin.replace(/^https?:\/\//, ''),
      aliases: site.names.slice(1).map((name) => site.origin.replace(site.host, name)),
    },
    database:
      richie.database === 'postgres'
        ? { engine: 'postgres', host: 'database', port: 5432, name: 'richie', user: 'richie' }
        : { engine: 'sqlite', path: '/data/database/richie.sqlite3' },
    search:
      richie.search === 'elasticsearch'
        ? { engine: 'elasticsearch', host: 'search:9200' }
        : { engine: 'none' },
    demo: richie.demo,
    admin: richie.admin,
    referrerPolicy,
    trustedOrigins: site.origins.filter((origin) =>
      origin.startsWith(plan.mode === 'tls' ? 'https:' : 'http:'),
    ),
    authentication: authenticationDelegation(plan),
    lmsBackends: lmsBackends(lmses),
    lmsOrigins: lmses.map(({ connection, provider }) => ({
      lms: connection.lms,
      // A mock has the spec's courses and no others.
      isMock: provider === 'mock',
      canonical: connection.baseUrl,
      origins: connection.origins,
    })),
    // Only what Richie needs: other changes are no reason to restart it.
    courses: lmses.flatMap(({ courses }) =>
      courses.map((course) => ({
        lms: course.lms,
        id: course.id,
        code: course.code,
        title: course.title,
        resourceLink: course.resourceLink,
        start: course.start,
        end: course.end,
        enrollmentStart: course.enrollmentStart,
        enrollmentEnd: course.enrollmentEnd,
        invitationOnly: course.invitationOnly,
        capacity: course.capacity,
        languages: course.languages,
      })),
    ),
  }
  return { path: 'richie/connection.json', text: `${JSON.stringify(content, null, 2)}\n` }
}
