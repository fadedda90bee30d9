import { SettingsReader } from '../settings-reader.ts'
import { SettingsError } from '../settings-error.ts'
import { seedDates } from './seed-dates.ts'

type Json = Readonly<Record<string, unknown>>

/** What a seed file says, in the words of the settings: people, course runs, who is enrolled. */
export interface Seed {
  readonly apiKey: string | null
  /** Where Richie is, were nothing else said. */
  readonly trustedOrigin: string | null
  readonly learners: readonly Json[]
  readonly courses: readonly Json[]
  readonly enrolled: readonly Json[]
}

/**
 * Checks a parsed seed file: `users` and `courses`, each with its defaults, where `<username>` and `<run>` stand for the item's
 * own, and `enrolled`. Dates may be relative: `now+30d`. All problems are reported in one error.
 */
export function parseSeed(document: unknown, name: string, now: Date): Seed {
  const reader = new SettingsReader(seedDates(document, now), '', [])
  reader.knows(KEYS)
  const runs = new Map<string, string>()
  const courseDefaults = defaultsOf(reader, 'course_defaults', COURSE_KEYS)
  const userDefaults = defaultsOf(reader, 'user_defaults', USER_KEYS)
  const courses = reader.list('courses', (item) => courseOf(withDefaults(item, courseDefaults), runs), [])
  const learners = reader.list('users', (item) => learnerOf(withDefaults(item, userDefaults)), [])
  const usernames = new Set(learners.map((learner) => learner['username']))
  const enrolled = reader.list('enrolled', (item) => enrolledOf(item, usernames, runs), []).flat()
  const seed = {
    apiKey: reader.textOrNull('api_key', null),
    trustedOrigin: reader.textOrNull('trusted_origin', null),
    learners,
    courses,
    enrolled,
  }
  if (reader.problems.length > 0) {
    throw new SettingsError(name, reader.problems)
  }
  return seed
}

/** `throttle`, `password_is` and `variants` tell of the LMS that was recorded, and change nothing here. */
const KEYS =
  'api_key password_is trusted_origin throttle users user_defaults courses course_defaults enrolled variants'
const USER_KEYS = 'username name email password year_of_birth is_staff is_superuser is_active'
const COURSE_KEYS =
  'run id name start end enrollment_start enrollment_end invitation_only capacity language pacing modes visible_to_staff_only note'

const USER: Json = { email: '<username>@example.com', name: '<username>', password: '<username>' }
const COURSE: Json = { name: '<run>', language: 'en', pacing: 'instructor' }

function defaultsOf(reader: SettingsReader, key: string, keys: string): Json {
  const value = (reader.value as Json | null)?.[key] ?? {}
  new SettingsReader(value, key, reader.problems).knows(keys)
  return { ...(key === 'user_defaults' ? USER : COURSE), ...(value as Json) }
}

function withDefaults(item: SettingsReader, defaults: Json): SettingsReader {
  return new SettingsReader({ ...defaults, ...(item.value as Json) }, item.path, item.problems)
}

function learnerOf(reader: SettingsReader): Json {
  reader.knows(USER_KEYS)
  const username = reader.text('username')
  const text = (key: string) => reader.text(key).replaceAll('<username>', username)
  return {
    username,
    email: text('email'),
    name: text('name'),
    password: text('password'),
    yearOfBirth: reader.numberOrNull('year_of_birth', null),
    staff: reader.boolean('is_staff', false),
    superuser: reader.boolean('is_superuser', false),
    active: reader.boolean('is_active', true),
  }
}

function courseOf(reader: SettingsReader, runs: Map<string, string>): Json {
  reader.knows(COURSE_KEYS)
  const run = reader.text('run')
  const text = (key: string) => reader.text(key).replaceAll('<run>', run)
  const id = text('id')
  runs.set(run, id)
  return {
    id,
    title: text('name'),
    start: reader.date('start'),
    end: reader.date('end'),
    enrollmentStart: reader.date('enrollment_start'),
    enrollmentEnd: reader.date('enrollment_end'),
    invitationOnly: reader.boolean('invitation_only', false),
    capacity: reader.numberOrNull('capacity', null),
    languages: [reader.text('language')],
    selfPaced: reader.choice('pacing', ['instructor', 'self']) === 'self',
    modes: reader.list('modes', modeOf, []),
  }
}

function modeOf(reader: SettingsReader): unknown {
  if (typeof reader.value === 'string') {
    return reader.value
  }
  reader.knows('slug name min_price currency expires')
  const { name } = reader.value as Json
  return {
    slug: reader.text('slug'),
    ...(name === undefined ? {} : { name: reader.text('name') }),
    minPrice: reader.numberOrNull('min_price', 0),
    currency: reader.text('currency', 'usd'),
    expires: reader.date('expires'),
  }
}

function enrolledOf(
  reader: SettingsReader,
  usernames: ReadonlySet<unknown>,
  runs: ReadonlyMap<string, string>,
): readonly Json[] {
  const username = reader.text('username')
  if (!usernames.has(username)) {
    reader.problem('username', 'one of users', username)
  }
  return reader.texts('runs').map((run) => {
    const course = runs.get(run) ?? reader.problem('runs', 'runs of courses', run, '')
    return { username, course }
  })
}
