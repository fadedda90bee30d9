import { apiView } from '../rest/api-view.ts'
import { json, redirect } from '../web/answer.ts'
import { decide } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { requestOrigin } from '../web/request.ts'
import { claimLogin } from '../web/session.ts'

/** GET /api/user/v1/me: the username alone; not activated people too: openedx-api 2.1, teak-measured [082, 306]. */
export const meView = apiView({
  name: 'Username',
  rule: '2.1 anonymous',
  permission: 'learner',
  handlers: {
    GET: (exchange, caller) => {
      decide(exchange, '2.1')
      return json(200, { username: caller.learner?.username })
    },
  },
})

/**
 * GET /api/mobile/{version}/my_user_info, which the Dogwood way of Richie asks: a redirect that counts as a login, and where
 * concurrent logins are prevented ends the caller's own session: openedx-api 2.1, teak-measured [297-304].
 */
export function myUserInfoView(version: string): View {
  return apiView({
    name: 'My User Info',
    rule: '2.1 anonymous',
    permission: 'learner',
    allow: 'OPTIONS, GET',
    handlers: {
      GET: (exchange, caller) => {
        if (caller.learner !== undefined) claimLogin(exchange, caller.learner)
        decide(exchange, '2.1 my_user_info')
        return redirect(`/api/mobile/${version}/users/${caller.learner?.username ?? ''}`)
      },
    },
  })
}

/** GET /api/mobile/{version}/users/{username}: one's own, names compared without case: openedx-api 2.1, teak-measured [087, 088]. */
export function mobileUserView(username: string): View {
  return apiView({
    name: 'User Detail',
    rule: '2.1 anonymous',
    permission: 'learner',
    handlers: {
      GET: (exchange, { learner }) => {
        if (learner?.username.toLowerCase() !== username.toLowerCase()) {
          decide(exchange, '2.1 other user', `${learner?.username ?? 'nobody'} may not read ${username}`)
          return exchange.release.accounts.mobileUserOfOther(learner?.isStaff === true)
        }
        decide(exchange, '2.1 mobile users')
        const { id, email, name } = learner
        const enrollments = `${requestOrigin(exchange)}${exchange.path}/course_enrollments/`
        return json(200, { id, username: learner.username, email, name, course_enrollments: enrollments })
      },
    },
  })
}
