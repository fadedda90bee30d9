import type { Course } from '../plan/courses.ts'
import type { Connection } from '../plan/connection.ts'
import { nearestLink } from '../plan/nearest-link.ts'
import type { NearLink } from '../plan/nearest-link.ts'
import type { Plan } from '../plan/plan.ts'
import { routeLink } from '../plan/route-link.ts'
import { linkNotes, linkProblems, linkShows } from './resolve-advice.ts'
import type { ResolveDocument } from './resolve-schema.ts'

/** Which LMS a course link belongs to by the plan, why, and what comes of it. Asks nobody. */
export function resolveLink(plan: Plan, link: string): ResolveDocument {
  const connections = plan.lmses.map(({ connection }) => connection)
  const route = routeLink(connections, link)
  const { python, js } = route
  const agrees = python.lms !== null && python.lms === js.lms && python.courseId === js.courseId
  const ok = agrees && python.courseId !== null
  const near = python.lms !== null && js.lms !== null ? null : nearestLink(plan, link)
  const nearest = near && withoutAccepted(connections, link, near)
  return {
    link,
    mode: plan.mode,
    ok,
    lms: ok ? python.lms : null,
    courseId: ok ? python.courseId : null,
    python,
    js,
    selector: connections.map(({ lms, jsSelectorRegex: regex }) => ({
      lms,
      regex,
      matched: new RegExp(regex).test(link),
    })),
    course: knownCourse(plan, link, js.lms ?? python.lms, js.courseId ?? python.courseId),
    shows: linkShows(plan, route),
    problems: ok ? [] : linkProblems(plan, link, route, nearest),
    notes: linkNotes(plan, link, route),
    nearest,
    verified: null,
  }
}

/** Another scheme or host is no difference where the expressions take it too: only what really keeps the link out is told. */
function withoutAccepted(connections: readonly Connection[], link: string, near: NearLink): NearLink {
  const had = URL.parse(link)
  if (had === null) return near
  const has = new URL(near.link)
  const rest = near.link.slice(has.origin.length)
  const belongs = (origin: string) => {
    const { python, js } = routeLink(connections, origin + rest)
    return python.lms === near.lms && js.lms === near.lms
  }
  const port = has.port === '' ? '' : `:${has.port}`
  const accepted = [
    ...(belongs(`${had.protocol}//${has.host}`) ? ['scheme '] : []),
    ...(belongs(`${has.protocol}//${had.hostname}${port}`) ? ['host '] : []),
  ]
  const differences = near.differences.filter((text) => !accepted.some((start) => text.startsWith(start)))
  return differences.length === 0 ? near : { ...near, differences }
}

function knownCourse(
  plan: Plan,
  link: string,
  lms: string | null,
  courseId: string | null,
): ResolveDocument['course'] {
  const known = (course: Course) =>
    course.resourceLink === link || (course.lms === lms && course.id === courseId)
  const course = plan.lmses.flatMap(({ courses }) => courses).find(known)
  return course === undefined ? null : { lms: course.lms, id: course.id, title: course.title }
}
