import type { Learner } from '../store/learner-row.ts'
import { empty, json, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import { requestOrigin } from '../web/request.ts'

type Account = Readonly<Record<string, unknown>>

const sizes = { full: 500, large: 120, medium: 50, small: 30 }

/** The account for its owner and staff, or as others may see it: openedx-api 2.2. A date has no fraction: mobile apps can't read one. */
export function accountOfDogwood(exchange: Exchange, learner: Learner, isWhole: boolean): Account {
  const { profile, username } = learner
  const image = profileImage(exchange)
  const country = profile['country'] ?? null
  const languages = profile['language_proficiencies'] ?? []
  const bio = profile['bio'] ?? null
  const privacy = profile['account_privacy'] ?? 'all_users'
  if (!isWhole) {
    return {
      username,
      profile_image: image,
      country,
      time_zone: null,
      language_proficiencies: languages,
      bio,
      account_privacy: privacy,
    }
  }
  return {
    username,
    email: learner.email,
    date_joined: learner.dateJoined,
    is_active: learner.isActive,
    bio,
    country,
    profile_image: image,
    language_proficiencies: languages,
    name: learner.name,
    gender: profile['gender'] ?? null,
    goals: profile['goals'] ?? null,
    year_of_birth: learner.yearOfBirth,
    level_of_education: profile['level_of_education'] ?? null,
    mailing_address: profile['mailing_address'] ?? null,
    requires_parental_consent: false,
    account_privacy: privacy,
  }
}

/** The same in Teak, in the real order: teak-measured [089, 090, 287]. */
export function accountOfTeak(exchange: Exchange, learner: Learner, isWhole: boolean): Account {
  const { profile } = learner
  const shared = sharedAccount(exchange, learner)
  if (!isWhole) return shared
  return {
    ...shared,
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

/** Addresses of the picture that stands for who has none, by size. */
export function profileImages(exchange: Exchange): Readonly<Record<string, string>> {
  const folder = `${requestOrigin(exchange)}/static/images/profiles`
  return Object.fromEntries(
    Object.entries(sizes).map(([name, pixels]) => [name, `${folder}/default_${pixels}.png`]),
  )
}

function sharedAccount(exchange: Exchange, learner: Learner): Account {
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

function profileImage(exchange: Exchange): Account {
  const urls = Object.entries(profileImages(exchange)).map(([size, url]) => [`image_url_${size}`, url])
  return { has_image: false, ...Object.fromEntries(urls) }
}

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
