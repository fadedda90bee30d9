import type { Learner } from '../store/learners.ts'
import { requestOrigin, type Exchange } from '../web/exchange.ts'

const SIZES = { full: 500, large: 120, medium: 50, small: 30 }

/** What everybody may see of an account: openedx-api 2.2, the leading keys of teak-measured [089]. */
export function sharedAccount(exchange: Exchange, learner: Learner): Record<string, unknown> {
  const { profile } = learner
  return {
    account_privacy: profile['account_privacy'] ?? 'all_users',
    profile_image: profileImage(exchange),
    username: learner.username,
    bio: profile['bio'] ?? null,
    course_certificates: null,
    country: profile['country'] ?? null,
    date_joined: learner.dateJoined,
    language_proficiencies: profile['language_proficiencies'] ?? [],
    level_of_education: profile['level_of_education'] ?? null,
    social_links: profile['social_links'] ?? [],
    time_zone: profile['time_zone'] ?? null,
  }
}

/** What the owner and staff see, in the real order: teak-measured [089, 287]. */
export function wholeAccount(exchange: Exchange, learner: Learner): Record<string, unknown> {
  const { profile } = learner
  return {
    ...sharedAccount(exchange, learner),
    name: learner.name,
    email: learner.email,
    id: learner.id,
    verified_name: null,
    extended_profile: [],
    gender: profile['gender'] ?? null,
    state: profile['state'] ?? null,
    goals: profile['goals'] ?? null,
    is_active: learner.isActive,
    last_login: learner.lastLogin,
    mailing_address: profile['mailing_address'] ?? null,
    requires_parental_consent: false,
    secondary_email: null,
    secondary_email_enabled: null,
    year_of_birth: learner.yearOfBirth,
    phone_number: profile['phone_number'] ?? null,
    activation_key: learner.activationKey,
    pending_name_change: null,
  }
}

function profileImage(exchange: Exchange): Record<string, unknown> {
  const folder = `${requestOrigin(exchange)}/static/images/profiles`
  const urls = Object.entries(SIZES).map(([name, pixels]) => [
    `image_url_${name}`,
    `${folder}/default_${pixels}.png`,
  ])
  return { has_image: false, ...Object.fromEntries(urls) }
}
