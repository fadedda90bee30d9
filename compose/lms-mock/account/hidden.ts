import { empty, json, type Answer } from '../web/answer.ts'

/** The ways in which the platform refuses what concerns somebody else: openedx-api 2.1, 2.2; `isStaff` is the caller's. */

/** 404, zero bytes, but staff get 403: they may know that an account exists. */
export function hiddenFromStaff(isStaff: boolean): Answer {
  return empty(isStaff ? 403 : 404)
}

/** 404 for a learner, as if nothing were there; staff are told that they may not (the body is inferred). */
export function hiddenFromLearners(isStaff: boolean): Answer {
  return isStaff ? forbidden() : json(404, { detail: 'Not found.' })
}

/** 404, zero bytes. */
export function notFound(): Answer {
  return empty(404)
}

/** 403, zero bytes. */
export function silentlyForbidden(): Answer {
  return empty(403)
}

/** 403 in words. */
export function forbidden(): Answer {
  return json(403, { detail: 'You do not have permission to perform this action.' })
}
