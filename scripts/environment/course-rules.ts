import { nearest } from '../system/unknown-word.ts'
import { courseLinkOf, isOpenEdxLink } from './course-link.ts'
import type { SpecFault } from './problem.ts'
import { compilePython } from './python-regex.ts'
import type { LmsSpec } from './schema.ts'

/** What is wrong with the courses of an LMS. */
export function courseFaults(key: string, lms: LmsSpec): SpecFault[] {
  const { courses = [], moreCourses = [] } = lms
  const all = [...courses, ...moreCourses]
  const isOfOthers = lms.provider === 'external' && lms.courseLink === undefined
  const [idForm, example] = isOpenEdxLink(courseLinkOf(lms))
    ? [openEdxId, 'course-v1:edX+DemoX+Demo_Course']
    : [plainId, '42']
  return all.flatMap((course, index): SpecFault[] => {
    const place =
      index < courses.length ? ['courses', index] : (['moreCourses', index - courses.length] as const)
    const at = (field: string) => ['lms', key, ...place, field]
    const faults: SpecFault[] = []
    if (!idForm.test(course.id)) {
      const other = isOfOthers && plainId.test(course.id) ? elsewhere : ''
      const message = `expected a course id such as ${example}, got "${course.id}"${other}`
      faults.push({ path: at('id'), message })
    }
    if (all.findIndex((other) => other.id === course.id) < index)
      faults.push({ path: at('id'), message: `"${course.id}" is duplicated` })
    if (isBefore(course.end, course.start)) faults.push({ path: at('end'), message: 'is before start' })
    if (isBefore(course.enrollmentEnd, course.enrollmentStart))
      faults.push({ path: at('enrollmentEnd'), message: 'is before enrollmentStart' })
    const { modes } = course
    modes.forEach(({ slug }, position) => {
      if (modes.findIndex((other) => other.slug === slug) < position)
        faults.push({ path: [...at('modes'), position], message: `"${slug}" is duplicated` })
      const near = knownModes.includes(slug) ? undefined : nearest(slug, knownModes)
      if (near === undefined) return
      const message = `unknown mode "${slug}", did you mean "${near}"?`
      faults.push({ path: [...at('modes'), position], message })
    })
    return faults
  })
}

/** Those of Open edX (common/djangoapps/course_modes/models.py); an installation may have more. */
const knownModes = [
  'audit',
  'honor',
  'verified',
  'professional',
  'no-id-professional',
  'credit',
  'masters',
  'executive-education',
  'unpaid-executive-education',
  'paid-executive-education',
  'unpaid-bootcamp',
  'paid-bootcamp',
]

function isBefore(end: string | undefined, start: string | undefined): boolean {
  return end !== undefined && start !== undefined && Date.parse(end) < Date.parse(start)
}

const openEdxId = /^(?:course-v1:[\w.~-]+\+[\w.~-]+\+[\w.~-]+|[\w.~-]+\/[\w.~-]+\/[\w.~-]+)$/
/** An LMS of another kind is known by its links. */
const elsewhere =
  ': if it is not an Open edX, set the path of its courses, such as courseLink: /course/view.php?id={course_id}'
/** Characters that need no escape in a link and do not end a part of it. */
const plainId = /^[\w.~:@!$'()*+,;=-]+$/

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
    // The engine's message repeats the expression; a Python one in its translated form.
    const reason = (error as Error).message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
    return `does not compile: ${reason}`
  }
}
