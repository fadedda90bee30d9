import { createHash } from 'node:crypto'
import type { Learner } from '../store/learner-row.ts'
import type { Exchange } from '../web/exchange.ts'
import { requestOrigin } from '../web/request.ts'
import { profileImages } from './account-object.ts'

type UserInfo = Readonly<Record<string, unknown>>

/** edx-user-info in dogwood: openedx-api 3.4. */
export function ofDogwood(exchange: Exchange, learner: Learner): UserInfo {
  const { username, email } = learner
  return { version: 1, username, email, header_urls: headerUrls(exchange, learner) }
}

/** The same in hawthorn: no e-mail address, but a hash of the learner's enrollments (how it is made is inferred). */
export function ofHawthorn(exchange: Exchange, learner: Learner): UserInfo {
  const active = exchange.store.enrollments.active(learner.id)
  const text = [learner.username, ...active.map((row) => `${row.courseId}=${row.mode}`)].join('&')
  return {
    version: 1,
    username: learner.username,
    header_urls: headerUrls(exchange, learner),
    enrollmentStatusHash: createHash('md5').update(text).digest('hex'),
  }
}

/** The same in Teak: openedx-api 3.4. */
export function ofTeak(exchange: Exchange, learner: Learner): UserInfo {
  return { ...ofDogwood(exchange, learner), user_image_urls: profileImages(exchange) }
}

function headerUrls(exchange: Exchange, learner: Learner): UserInfo {
  const origin = requestOrigin(exchange)
  return {
    logout: `${origin}/logout`,
    account_settings: `${origin}/account/settings`,
    learner_profile: `${origin}/u/${learner.username}`,
  }
}
