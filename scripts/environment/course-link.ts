import type { LmsSpec } from './schema.ts'

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
