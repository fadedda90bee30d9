import type { Caller } from '../api/authenticate.ts'
import type { Exchange } from '../web/exchange.ts'

/** Whether the caller may read another learner's enrollment in a course: openedx-api 1.2. */
export function readsOthers({ release, settings }: Exchange, caller: Caller): boolean {
  if (caller.hasApiKey || release.enrollment.readsOthers === 'staff') {
    return caller.hasApiKey || caller.learner?.isStaff === true
  }
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
