import type { LmsSpec, Environment } from './schema.ts'

/** Where Open edX describes a course: the link by which its real senders know a course run (openedx-api.md, 6). */
const openEdxLink = '/courses/{course_id}/info'

/** Path of a course's page at an LMS, `{course_id}` in place of its id. */
export function courseLinkOf({ courseLink = openEdxLink }: Pick<LmsSpec, 'courseLink'>): string {
  return courseLink
}

/** Whether course links are those of Open edX, which knows a course by three addresses: /info, /course and /about. */
export function isOpenEdxLink(courseLink: string): boolean {
  return /^\/courses\/\{course_id\}\/(?:info|course|about)\/?$/.test(courseLink)
}

/** The name of a site that the documentation gives, that of tls mode: the spec's own, else its key below the domain. */
export function documentedHost(
  { domain }: Pick<Environment, 'domain'>,
  key: string,
  host: string | undefined,
): string {
  return host ?? `${key}.${domain}`
}
