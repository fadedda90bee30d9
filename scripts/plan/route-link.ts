import { matchPython } from '../environment/python-regex.ts'
import type { Connection } from './connection.ts'

/** How one side of Richie reads a link. */
export type Side = {
  /** All LMSes in the order of RICHIE_LMS_BACKENDS; Richie itself stops at the first match. */
  readonly tried: readonly Tried[]
  /** Key of the first LMS whose expression matches; null where none does. */
  readonly lms: string | null
  /** The course id that its expression gives. */
  readonly courseId: string | null
}

type Tried = {
  readonly lms: string
  readonly regex: string
  readonly matched: boolean
  /** Null also where the expression matches and has no group for it. */
  readonly courseId: string | null
}

/**
 * Which LMS a course link belongs to, by each side of Richie: Python takes the first backend whose COURSE_REGEX `re.match`es and
 * the group `course_id`; the browser the first whose JS_COURSE_REGEX finds something anywhere, and the first group. An empty id
 * counts as none (openedx-api.md, 7; Richie's src/frontend/js/api/lms/openedx-hawthorn.ts).
 */
export function routeLink(
  connections: readonly Connection[],
  link: string,
): { readonly python: Side; readonly js: Side } {
  return {
    python: side(connections, (connection) => {
      const found = matchPython(connection.courseRegex, link)
      return { regex: connection.courseRegex, found, courseId: found?.groups?.['course_id'] }
    }),
    js: side(connections, (connection) => {
      const found = new RegExp(connection.jsCourseRegex).exec(link)
      return { regex: connection.jsCourseRegex, found, courseId: found?.[1] }
    }),
  }
}

type Read = (connection: Connection) => {
  readonly regex: string
  readonly found: RegExpExecArray | null
  readonly courseId: string | undefined
}

function side(connections: readonly Connection[], read: Read): Side {
  const tried = connections.map((connection) => {
    const { regex, found, courseId = '' } = read(connection)
    return {
      lms: connection.lms,
      regex,
      matched: found !== null,
      courseId: courseId === '' ? null : courseId,
    }
  })
  const first = tried.find(({ matched }) => matched)
  return { tried, lms: first?.lms ?? null, courseId: first?.courseId ?? null }
}
