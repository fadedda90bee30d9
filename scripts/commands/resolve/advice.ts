import { isOpenEdxLink } from '../../environment/course-link.ts'
import { deriveRegexes } from '../../plan/connection.ts'
import type { Lms } from '../../plan/lms.ts'
import type { NearLink } from '../../plan/nearest-link.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Side, routeLink } from '../../plan/route-link.ts'
import type { ResolveDocument } from './schema.ts'

type Route = { readonly python: Side; readonly js: Side }

/**
 * What Richie does with a link that is routed so: its page by the browser's side, the synchronisation by Python's. Read in
 * Richie 3.4's SyllabusCourseRun, SyllabusAsideList, api/lms/index.ts and apps/courses/api.py.
 */
export function linkShows(plan: Plan, { python, js }: Route): readonly string[] {
  const sync =
    python.lms === null
      ? ['The course-run synchronisation answers 400: "No LMS configuration found for this resource link."']
      : python.courseId === null
        ? ['The course-run synchronisation of a new run fails: COURSE_REGEX gives no course_id.']
        : syncs(plan, python.lms)
  const lms = plan.lmses.find(({ key }) => key === js.lms)
  return [...(lms === undefined ? showsNoLms() : showsButton(plan, lms, js.courseId)), ...sync]
}

function syncs({ lmses }: Plan, key: string): readonly string[] {
  const isManual = lmses.find((lms) => lms.key === key)?.connection.syncMode === 'manual'
  if (!isManual) return []
  return [`The course-run synchronisation creates no run for it: Richie has the runs of lms.${key}.courses.`]
}

function showsNoLms(): readonly string[] {
  return [
    'No enrol button. If the run is open: a plain link to the LMS.',
    'If enrolment is closed and the run is not over: no list of runs at all, and "No LMS Backend found for" this link in the browser\'s console.',
  ]
}

function showsButton(plan: Plan, { key, connection }: Lms, courseId: string | null): readonly string[] {
  const { jsBackend, baseUrl } = connection
  if (jsBackend === 'dummy')
    return [`An enrol button that fakes enrolment in the browser (JS_BACKEND dummy) and never calls ${key}.`]
  if (courseId === null)
    return [`An enrol button that asks ${key} for the course "null", which answers 404: enrolment fails.`]
  const otherLogin =
    plan.authentication === key
      ? []
      : [
          `Richie logs in to ${plan.authentication}: a learner without a session at ${key}, or with another username there, sees "Enrollment fetching failed".`,
        ]
  return [`An enrol button, which enrols with ${jsBackend} at ${baseUrl}.`, ...otherLogin]
}

/** Why the two sides do not match a link to the same LMS and course, each with ways to fix it. */
export function linkProblems(
  plan: Plan,
  link: string,
  { python, js }: Route,
  nearest: NearLink | null,
): ResolveDocument['problems'] {
  if (python.lms === null && js.lms === null)
    return [{ says: 'No LMS of environment.yaml matches this link.', fix: strayFixes(plan, link, nearest) }]
  if (python.lms === null || js.lms === null) {
    const [has, lacks] =
      python.lms === null ? (['JavaScript', 'Python'] as const) : (['Python', 'JavaScript'] as const)
    const says = `${has} matches it to ${python.lms ?? js.lms}, ${lacks} to no LMS.`
    return [{ says, fix: [...regexFixes(plan, python.lms ?? js.lms), ...nearestFixes(nearest)] }]
  }
  if (python.lms !== js.lms) {
    const says = `Python matches it to ${python.lms}, JavaScript to ${js.lms}.`
    return [{ says, fix: [...regexFixes(plan, python.lms), ...regexFixes(plan, js.lms)] }]
  }
  const says =
    python.courseId === js.courseId
      ? `Both sides match it to ${python.lms}, but find no course id in it.`
      : `Python reads the course id ${python.courseId ?? '(none)'} in it, JavaScript ${js.courseId ?? '(none)'}.`
  return [{ says, fix: regexFixes(plan, python.lms) }]
}

/** Notes on a link that matches an LMS. */
export function linkNotes(plan: Plan, link: string, { js, python }: Route): readonly string[] {
  const lms = plan.lmses.find(({ key }) => key === (js.lms ?? python.lms))
  if (lms === undefined) return []
  const { connection } = lms
  const origin = connection.origins.find((candidate) => link.startsWith(`${candidate}/`))
  const isOther = origin !== undefined && origin !== connection.baseUrl
  const [scheme, other] = plan.mode === 'tls' ? ['http:', 'http'] : ['https:', 'tls']
  const percent = percentNotes(js)
  if (isOther && origin === lms.url) {
    const canonical = connection.baseUrl + link.slice(origin.length)
    return [
      `This is the address of ${lms.key} itself, which the gateway serves as ${connection.baseUrl}: the same LMS. Here the link is ${canonical}`,
      ...percent,
    ]
  }
  return [
    ...(isOther && origin.startsWith(scheme)
      ? [
          `This is an address of ${other} mode: enrolling works, but the link itself leads nowhere in ${plan.mode} mode.`,
        ]
      : []),
    ...(isOther && !origin.startsWith(scheme)
      ? [`This environment uses another address in its links: ${connection.baseUrl}.`]
      : []),
    ...percent,
  ]
}

function percentNotes({ courseId }: Side): readonly string[] {
  if (!/%/.test(courseId ?? '')) return []
  return [
    "The course id is percent-encoded: the LMS accepts it, Richie's synchronisation does not. Write it unencoded.",
  ]
}

/** If the spec has its own expressions: have them derived, since the derived ones of both sides always agree. */
function regexFixes(plan: Plan, key: string | null): readonly string[] {
  const connection = plan.lmses.find((lms) => lms.key === key)?.connection
  if (connection === undefined) return []
  const derived = deriveRegexes(connection)
  const own = (['courseRegex', 'jsCourseRegex'] as const).filter((name) => connection[name] !== derived[name])
  if (own.length === 0) return []
  const keys = own.map((name) => `lms.${key}.${name}`).join(' and ')
  return [
    `Make both sides match the same links and ids: correct ${keys} in environment.yaml, or delete ${own.length === 1 ? 'it' : 'them'} to have ${own.length === 1 ? 'it' : 'them'} derived. Then: make run`,
  ]
}

/** The link that was most likely meant. */
function nearestFixes(nearest: NearLink | null): readonly string[] {
  if (nearest === null) return []
  return [
    `The closest link that both sides know, of ${nearest.lms}: ${nearest.link}`,
    `This one has ${nearest.differences.join('; ')}.`,
  ]
}

/** What to do about a link that belongs to no LMS. */
function strayFixes(plan: Plan, link: string, nearest: NearLink | null): readonly string[] {
  // An expression of the spec that does not match what the derived one does.
  const left = plan.lmses.find(({ connection }) => {
    const { python } = routeLink([{ ...connection, ...deriveRegexes(connection) }], link)
    return python.lms !== null
  })
  if (left !== undefined) return regexFixes(plan, left.key)
  if (nearest !== null) return nearestFixes(nearest)
  const origin = URL.parse(link)?.origin ?? ''
  if (plan.richie.site.origins.includes(origin))
    return ['This is a page of Richie: use the link to the LMS on that page.']
  const own = plan.lmses.find(({ connection }) => connection.origins.includes(origin))
  if (own !== undefined) return [`A course link of ${own.key} looks like this: ${exampleLink(own)}`]
  return [
    ...plan.lmses.slice(0, 1).map((lms) => `A course link looks like this: ${exampleLink(lms)}`),
    ...(/^https?:/.test(origin)
      ? [
          `If ${origin} is an LMS, add it below lms: in environment.yaml:\n  other: { provider: external, url: "${origin}" }`,
        ]
      : []),
  ]
}

function exampleLink({ connection: { coursePath, courseLink } }: Lms): string {
  return courseLink.replace('{course_id}', isOpenEdxLink(coursePath) ? 'course-v1:Org+Code+Run' : '42')
}
