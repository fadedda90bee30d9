import { apiView } from '../api/view.ts'
import { json, redirect } from '../web/answer.ts'
import { requestOrigin } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { claimLogin } from '../web/session.ts'

/** GET /api/user/v1/me: the username alone; not activated people too: openedx-api 2.1, teak-measured [082, 306]. */
export const meView = apiView({
  name: 'Username',
  permission: 'learner',
  handlers: { GET: (_, caller) => json(200, { username: caller.learner?.username }) },
})

/**
 * GET /api/mobile/{version}/my_user_info, which the Dogwood way of Richie asks: a redirect that counts as a login and so
 * ends the caller's own session: teak-measured [297-304].
 */
export function myUserInfoView(version: string): View {
  return apiView({
    name: 'My User Info',
    permission: 'learner',
    allow: 'OPTIONS, GET',
    handlers: {
      GET: (exchange, caller) => {
        if (caller.learner !== undefined) {
          claimLogin(exchange, caller.learner)
        }
        return redirect(`/api/mobile/${version}/users/${caller.learner?.username ?? ''}`)
      },
    },
  })
}

/** GET /api/mobile/{version}/users/{username}: one's own, names compared without case: openedx-api 2.1, teak-measured [087, 088]. */
export function mobileUserView(username: string): View {
  return apiView({
    name: 'User Detail',
    permission: 'learner',
    handlers: {
      GET: (exchange, { learner }) => {
        if (learner?.username.toLowerCase() !== username.toLowerCase()) {
          return json(403, { detail: 'You do not have permission to perform this action.' })
        }
        const { id, email, name } = learner
        const enrollments = `${requestOrigin(exchange)}${exchange.path}/course_enrollments/`
        return json(200, { id, username: learner.username, email, name, course_enrollments: enrollments })
      },
    },
  })
}
