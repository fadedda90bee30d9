import { randomUUID } from 'node:crypto'
import { apiView } from '../rest/api-view.ts'
import { signJwt } from '../rest/jwt.ts'
import type { Learner } from '../store/learner-row.ts'
import { json } from '../web/answer.ts'
import { deleteCookie } from '../web/cookies.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'

/** The key of fonzie's development settings; what it signs is a token for Joanie: openedx-api 5. */
const key = 'ThisIsAnExampleKeyForDevPurposeOnly'
const seconds = 300
const newsletter = 'newsletter_subscribed'

/** GET /api/{version}/user/me of fonzie, by the session alone: openedx-api 5. */
export function fonzieMeView(version: string): View {
  return apiView({
    name: 'User Session',
    rule: '5 anonymous',
    permission: 'learner',
    authenticators: 'sessionOnly',
    sendsCsrfCookies: version === 'v1.0' ? ['GET'] : [],
    handlers: {
      GET: (exchange, { learner }) => {
        if (version !== 'v1.0' || learner === undefined) {
          decide(exchange, '5 other version', `${version} is not v1.0`)
          return json(404, { detail: 'Invalid version in URL path.' })
        }
        decide(exchange, '5')
        const token = signJwt(claims(exchange, learner), key)
        return json(200, { access_token: token, username: learner.username, full_name: learner.name })
      },
    },
  })
}

function claims(exchange: Exchange, learner: Learner): object {
  const { cookies, cookiesOut, now, settings } = exchange
  const issued = Math.floor(now.getTime() / 1000)
  const isSuperuser = settings.learners.some(
    ({ username, superuser }) => superuser && username === learner.username,
  )
  const subscribed = cookies.get(newsletter)
  if (subscribed !== undefined) cookiesOut.push(deleteCookie(newsletter, {}, now))
  return {
    token_type: 'access',
    exp: issued + seconds,
    iat: issued,
    jti: randomUUID().replaceAll('-', ''),
    email: learner.email,
    full_name: learner.name,
    username: learner.username,
    language: learner.preferences['pref-lang'] ?? 'en',
    is_active: learner.isActive,
    is_staff: learner.isStaff,
    is_superuser: isSuperuser,
    ...(subscribed === undefined ? {} : { has_subscribed_to_commercial_newsletter: subscribed === 'true' }),
  }
}
