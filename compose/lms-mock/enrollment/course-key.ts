import type { Caller } from '../rest/authenticate.ts'
import type { Exchange } from '../web/exchange.ts'

const part = String.raw`[^/+\s]+`
const key = new RegExp(String.raw`^${part}[/+]${part}[/+][^/+\s?#]+$`)
/** Letters and digits of any script, as Python's \w has them: openedx-api 1.1 (that they may be so: inferred). */
const name = String.raw`[\p{L}\p{N}_.@+\-]+`
const usernameFormat = new RegExp(`^${name}$`, 'u')
const enrollment = new RegExp(`^(?:(${name}),)?(.+)$`, 'u')

/** Whether a text has the form of a course key: two separators, each `/` or `+`: openedx-api 1.1. */
export function isCourseKey(text: string): boolean {
  return key.test(text)
}

/** Whether an address may hold the text as a username. */
export function isUsername(text: string): boolean {
  return usernameFormat.test(text)
}

/** Splits what follows `/enrollment/` into an optional username and a course key; undefined is a 404 page: teak-measured [109-112]. */
export function parseEnrollmentPath(
  text: string,
): { readonly username: string | undefined; readonly courseId: string } | undefined {
  const [, username, courseId = ''] = enrollment.exec(text) ?? []
  return isCourseKey(courseId) ? { username, courseId } : undefined
}

/** Whether the caller may read another learner's enrollment in a course: openedx-api 1.2. */
export function readsOthers({ release, settings }: Exchange, caller: Caller): boolean {
  if (caller.hasApiKey || release.enrollment.readsOthers === 'staff')
    return caller.hasApiKey || caller.learner?.isStaff === true
  const username = caller.learner?.username
  return settings.learners.some((learner) => learner.superuser && learner.username === username)
}

/** Whether the caller may list all of another learner's enrollments: global staff and the key, in every release: openedx-api 1.3. */
export function listsOthers(caller: Caller): boolean {
  return caller.hasApiKey || caller.learner?.isStaff === true
}

/** Whether the caller may enroll, change and deactivate others: openedx-api 1.4 rows 3 to 5. */
export function actsForOthers({ release }: Exchange, caller: Caller): boolean {
  const isStaff = release.enrollment.staffActForOthers && caller.learner?.isStaff === true
  return caller.hasApiKey || isStaff
}
