import { isOpenEdxLink } from '../../environment/course-link.ts'
import { deriveRegexes } from '../../plan/connection.ts'
import type { Lms } from '../../plan/lms.ts'
import type { NearLink } from '../../plan/nearest-link.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Side, routeLink } from '../../plan/route-link.ts'
import type { ResolveDocument } from './schema.ts'

type Route = { readonly python: Side; readonly js: Side }

/**
 * What Richie makes of a link that is routed so: its page by the browser's side, the synchronisation by Python's. Read in
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
  return [`The course-run synchronisation makes no run of it: Richie has those of lms.${key}.courses.`]
}

function showsNoLms(): readonly string[] {
  return [
    'No enrol button: where the run is open, a plain link to the LMS.',
    'Where enrolment is closed and the run not over, no list of runs at all: "No LMS Backend found for" this link, says the browser\'s console.',
  ]
}

function showsButton(plan: Plan, { key, connection }: Lms, courseId: string | null): readonly string[] {
  const { jsBackend, baseUrl } = connection
  if (jsBackend === 'dummy') {
    return [
      `An enrol button whose work is faked in the browser (JS_BACKEND dummy): ${key} never hears of it.`,
    ]
  }
  if (courseId === null)
    return [`An enrol button that asks ${key} for the course "null", which answers 404: enrolment fails.`]
  const otherLogin =
    plan.authentication === key
      ? []
      : [
          `Richie logs in to ${plan.authentication}: who has no session at ${key} as well, or another username there, reads "Enrollment fetching failed".`,
        ]
  return [`An enrol button, which enrols by ${jsBackend} at ${baseUrl}.`, ...otherLogin]
}

/** Why the two sides do not take a link to one LMS and course, each with ways to fix it. */
export function linkProblems(
  plan: Plan,
  link: string,
  { python, js }: Route,
  nearest: NearLink | null,
): ResolveDocument['problems'] {
  if (python.lms === null && js.lms === null)
    return [{ says: 'No LMS of environment.yaml has this link.', fix: strayFixes(plan, link, nearest) }]
  if (python.lms === null || js.lms === null) {
    const [has, lacks] =
      python.lms === null ? (['JavaScript', 'Python'] as const) : (['Python', 'JavaScript'] as const)
    const says = `${has}'s rule takes it to ${python.lms ?? js.lms}, ${lacks}'s to no LMS.`
    return [{ says, fix: [...regexFixes(plan, python.lms ?? js.lms), ...nearestFixes(nearest)] }]
  }
  if (python.lms !== js.lms) {
    const says = `Python's rule takes it to ${python.lms}, JavaScript's to ${js.lms}.`
    return [{ says, fix: [...regexFixes(plan, python.lms), ...regexFixes(plan, js.lms)] }]
  }
  const says =
    python.courseId === js.courseId
      ? `Both sides take it to ${python.lms}, and read no course id in it.`
      : `Python reads the course id ${python.courseId ?? '(none)'} in it, JavaScript ${js.courseId ?? '(none)'}.`
  return [{ says, fix: regexFixes(plan, python.lms) }]
}

/** What is worth knowing of a link that is taken to an LMS. */
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
      `The address of ${lms.key} itself, which the gateway serves as ${connection.baseUrl}: the same LMS. Here the link is ${canonical}`,
      ...percent,
    ]
  }
  return [
    ...(isOther && origin.startsWith(scheme)
      ? [
          `An address of ${other} mode: enrolling works, but the link itself leads nowhere while ${plan.mode} mode runs.`,
        ]
      : []),
    ...(isOther && !origin.startsWith(scheme)
      ? [`Not the address that this environment gives its links: that is ${connection.baseUrl}.`]
      : []),
    ...percent,
  ]
}

function percentNotes({ courseId }: Side): readonly string[] {
  if (!/%/.test(courseId ?? '')) return []
  return [
    "The course id is percent-encoded: the LMS takes it, Richie's synchronisation does not. Write it plainly.",
  ]
}

/** Where the spec has expressions of its own, to have them derived; both sides' derived ones always agree. */
function regexFixes(plan: Plan, key: string | null): readonly string[] {
  const connection = plan.lmses.find((lms) => lms.key === key)?.connection
  if (connection === undefined) return []
  const derived = deriveRegexes(connection)
  const own = (['courseRegex', 'jsCourseRegex'] as const).filter((name) => connection[name] !== derived[name])
  if (own.length === 0) return []
  const keys = own.map((name) => `lms.${key}.${name}`).join(' and ')
  return [
    `Have both sides take the same links and ids: fix ${keys} in environment.yaml, or delete ${own.length === 1 ? 'it' : 'them'} to have ${own.length === 1 ? 'it' : 'them'} derived. Then: make run`,
  ]
}

/** The link that was most likely meant. */
function nearestFixes(nearest: NearLink | null): readonly string[] {
  if (nearest === null) return []
  return [
    `The nearest link that both sides know, of ${nearest.lms}: ${nearest.link}`,
    `This one has ${nearest.differences.join('; ')}.`,
  ]
}

/** What to do about a link that belongs to no LMS. */
function strayFixes(plan: Plan, link: string, nearest: NearLink | null): readonly string[] {
  // An expression of the spec's own that leaves out what the derived one has.
  const left = plan.lmses.find(({ connection }) => {
    const { python } = routeLink([{ ...connection, ...deriveRegexes(connection) }], link)
    return python.lms !== null
  })
  if (left !== undefined) return regexFixes(plan, left.key)
  if (nearest !== null) return nearestFixes(nearest)
  const origin = URL.parse(link)?.origin ?? ''
  if (plan.richie.site.origins.includes(origin))
    return ['That is a page of Richie: take the link to the LMS that is on it.']
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
