import type { SpecFault } from './problem.ts'
import type { LmsSpec } from './schema.ts'

/** The three expressions of an LMS compile, and the first two name the course. */
export function regexFaults(key: string, lms: LmsSpec): SpecFault[] {
  const faults: SpecFault[] = []
  const add = (field: string, message: string) => faults.push({ path: ['lms', key, field], message })
  const python = lms.courseRegex
  if (python !== undefined) {
    const fault = compileFault(pythonToJs(python))
    if (fault !== undefined) add('courseRegex', fault)
    else if (!python.includes('(?P<course_id>')) add('courseRegex', 'expected a group (?P<course_id>...)')
  }
  const js = lms.jsCourseRegex
  if (js !== undefined) {
    const fault = compileFault(js)
    if (fault !== undefined) add('jsCourseRegex', fault)
    // Richie takes the first group as the course id (openedx-api.md, 7).
    else if (new RegExp(`${js}|`).exec('')?.length === 1)
      add('jsCourseRegex', 'expected a group around the course id')
  }
  const selector = lms.jsSelectorRegex
  if (selector !== undefined) {
    const fault = compileFault(selector)
    if (fault !== undefined) add('jsSelectorRegex', fault)
  }
  return faults
}

/** A Python expression as JavaScript reads it: the dialects differ in how a group is named. */
export function pythonToJs(pattern: string): string {
  return pattern.replaceAll('(?P<', '(?<').replace(/\(\?P=(\w+)\)/g, String.raw`\k<$1>`)
}

function compileFault(pattern: string): string | undefined {
  try {
    return new RegExp(pattern) instanceof RegExp ? undefined : 'does not compile'
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error)
    return `does not compile: ${reason}`
  }
}
