import { z } from 'zod'

const expected = 'expected an origin such as https://lms.example.org'

/**
 * Scheme, host and port of something that runs elsewhere, as a browser writes them: without a default port, nor a slash at the
 * end. `ofPath`: what to do with a path.
 */
export function originSchema(ofPath: (path: string) => string = () => '') {
  const error = ({ input }: { readonly input?: unknown }) => originFault(String(input), ofPath)
  return z
    .string()
    .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?\/?$/, { error, abort: true })
    .refine((text) => ![undefined, '0'].includes(URL.parse(text)?.port), { error, abort: true })
    .transform((text) => new URL(text).origin)
}

/** Why a text is not an origin. */
function originFault(text: string, ofPath: (path: string) => string): string {
  const [, scheme, host = '', port, rest = ''] =
    /^([a-z]+:\/\/)?([^/:?#@]*)(?::([^/?#@]*))?(.*)$/is.exec(text) ?? []
  if (scheme === undefined) return `${expected}, with http:// or https:// before it`
  if (!/^https?:\/\/$/i.test(scheme)) return `${expected}, with http:// or https:// before it`
  if (rest.includes('@')) return 'has a user or a password in it: leave them out'
  if (/[A-Z]/.test(scheme + host)) return `${expected}, in lower case`
  if (host.includes('_')) return `${expected}: a host name has no underscore`
  if (port !== undefined && !isPort(port)) return `${expected}, with a port from 1 to 65535 or none`
  if (rest.length <= 1) return expected
  if (
    /(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/.test(host) ||
    /\.git\/?$/.test(rest)
  )
    return 'is the address of a repository, expected that of a running site such as https://lms.example.org'
  const path = rest.replace(/[/?#]*$/, '')
  return `has a path, ${path}: leave it out${ofPath(path)}`
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535
}

/** Path of a course's page at an LMS, with one `{course_id}` in it. */
export const courseLinkSchema = z
  .string()
  .regex(/^\/[\w.~/:@!$&'()*+,;=%?-]*\{course_id\}[\w.~/:@!$&'()*+,;=%?-]*$/, {
    error: ({ input }) => courseLinkFault(String(input)),
  })

const example = '/course/view.php?id={course_id}'

/** Why a text is not such a path. */
function courseLinkFault(text: string): string {
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol)) {
    const path = text.replace(/^https?:\/\/[^/?#]*/i, '')
    return `expected only the path${path === '' ? ` such as ${example}` : `, ${path}`}: the rest belongs to url`
  }
  const ids = text.split('{course_id}').length - 1
  if (ids === 0) return `expected {course_id} in place of a course's id, such as ${example}`
  if (ids > 1) return `expected {course_id} once, such as ${example}`
  if (!text.startsWith('/')) return `expected a path that begins with a slash: /${text}`
  if (text.includes('#'))
    return `expected a path without a # (servers do not see what follows it), such as ${example}`
  return `expected a path with only the characters that a link may have, such as ${example}`
}
