import type { SpecFault } from './problem.ts'
import { compilePython } from './python-regex.ts'
import type { LmsSpec } from './schema.ts'

/** The three expressions of an LMS compile, and the first two name the course. */
export function regexFaults(key: string, lms: LmsSpec): SpecFault[] {
  const faults: SpecFault[] = []
  const add = (field: string, message: string) => faults.push({ path: ['lms', key, field], message })
  const python = lms.courseRegex
  if (python !== undefined) {
    const fault = compileFault(() => compilePython(python))
    if (fault !== undefined) add('courseRegex', fault)
    else if (!python.includes('(?P<course_id>')) add('courseRegex', 'expected a group (?P<course_id>...)')
  }
  const js = lms.jsCourseRegex
  if (js !== undefined) {
    const fault = compileFault(() => new RegExp(js))
    if (fault !== undefined) add('jsCourseRegex', fault)
    // Richie takes the first group as the course id (openedx-api.md, 7).
    else if (new RegExp(`${js}|`).exec('')?.length === 1)
      add('jsCourseRegex', 'expected a group around the course id')
  }
  const selector = lms.jsSelectorRegex
  if (selector !== undefined) {
    const fault = compileFault(() => new RegExp(selector))
    if (fault !== undefined) add('jsSelectorRegex', fault)
  }
  return faults
}

function compileFault(compile: () => RegExp): string | undefined {
  try {
    return compile() instanceof RegExp ? undefined : 'does not compile'
  } catch (error) {
    // The engine's message repeats the expression, and Python's as it was translated.
    const reason = (error as Error).message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
    return `does not compile: ${reason}`
  }
}
