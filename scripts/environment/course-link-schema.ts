import { z } from 'zod'

/** Path of a course's page at an LMS, with one `{course_id}` in it. */
export const courseLinkSchema = z
  .string()
  .regex(/^\/[\w.~/:@!$&'()*+,;=%?-]*\{course_id\}[\w.~/:@!$&'()*+,;=%?-]*$/, {
    error: ({ input }) => courseLinkFault(String(input)),
  })

const example = '/course/view.php?id={course_id}'

/** Why a text is no such path. */
function courseLinkFault(text: string): string {
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol)) {
    const path = text.replace(/^https?:\/\/[^/?#]*/i, '')
    return `expected the path alone${path === '' ? ` such as ${example}` : `, ${path}`}: the rest is url`
  }
  const ids = text.split('{course_id}').length - 1
  if (ids === 0) return `expected {course_id} in place of a course's id, such as ${example}`
  if (ids > 1) return `expected {course_id} once, such as ${example}`
  if (!text.startsWith('/')) return `expected a path that begins with a slash: /${text}`
  if (text.includes('#')) return `expected a path without a #, whose rest no server sees, such as ${example}`
  return `expected a path of letters, digits and signs that stand in a link, such as ${example}`
}
