import { SettingsReader, SettingsError } from './reader.ts'

type Json = Readonly<Record<string, unknown>>

/** What a seed file says, in the words of the settings: people, course runs, who is enrolled. */
export type Seed = {
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
  if (!reader.isObject()) throw new SettingsError(name, reader.problems)
  reader.knows(seedKeys)
  const runs = new Map<string, string>()
  const taken = new Set<string>()
  const courseDefaults = defaultsOf(reader, 'course_defaults', courseKeys)
  const userDefaults = defaultsOf(reader, 'user_defaults', userKeys)
  const courses = reader.objects(
    'courses',
    (item) => courseOf(withDefaults(item, courseDefaults), runs, taken),
    [],
  )
  const learners = reader.objects('users', (item) => learnerOf(withDefaults(item, userDefaults), taken), [])
  const usernames = new Set(learners.map((learner) => learner['username']))
  const enrolled = reader.objects('enrolled', (item) => enrolledOf(item, usernames, runs), []).flat()
  const seed = {
    apiKey: reader.textOrNull('api_key', null),
    trustedOrigin: reader.textOrNull('trusted_origin', null),
    learners,
    courses,
    enrolled,
  }
  if (reader.problems.length > 0) throw new SettingsError(name, reader.problems)
  return seed
}

/** `throttle`, `password_is` and `variants` tell of the LMS that was recorded, and change nothing here. */
const seedKeys =
  'api_key password_is trusted_origin throttle users user_defaults courses course_defaults enrolled variants'
const userKeys = 'username name email password year_of_birth is_staff is_superuser is_active'
const courseKeys =
  'run id name start end enrollment_start enrollment_end invitation_only capacity language pacing modes visible_to_staff_only note'

const userDefaults: Json = { email: '<username>@example.com', name: '<username>', password: '<username>' }
const courseDefaults: Json = { name: '<run>', language: 'en', pacing: 'instructor' }

function defaultsOf(reader: SettingsReader, key: string, keys: string): Json {
  const defaults = new SettingsReader((reader.value as Json)[key] ?? {}, key, reader.problems)
  const own = defaults.isObject() ? (defaults.value as Json) : {}
  defaults.knows(keys)
  return { ...(key === 'user_defaults' ? userDefaults : courseDefaults), ...own }
}

function withDefaults(item: SettingsReader, defaults: Json): SettingsReader {
  return new SettingsReader({ ...defaults, ...(item.value as Json) }, item.path, item.problems)
}

function learnerOf(reader: SettingsReader, taken: Set<string>): Json {
  reader.knows(userKeys)
  const username = reader.text('username')
  const text = (key: string) => reader.text(key).replaceAll('<username>', username)
  const email = text('email')
  once(reader, 'username', username, taken)
  once(reader, 'email', email, taken)
  return {
    username,
    email,
    name: text('name'),
    password: text('password'),
    yearOfBirth: reader.countOrNull('year_of_birth', null, 9999),
    staff: reader.boolean('is_staff', false),
    superuser: reader.boolean('is_superuser', false),
    active: reader.boolean('is_active', true),
  }
}

function courseOf(reader: SettingsReader, runs: Map<string, string>, taken: Set<string>): Json {
  reader.knows(courseKeys)
  const run = reader.text('run')
  const text = (key: string) => reader.text(key).replaceAll('<run>', run)
  const id = text('id')
  once(reader, 'run', run, taken)
  once(reader, 'id', id, taken)
  runs.set(run, id)
  const [start, end] = span(reader, 'start', 'end')
  const [enrollmentStart, enrollmentEnd] = span(reader, 'enrollment_start', 'enrollment_end')
  return {
    id,
    title: text('name'),
    start,
    end,
    enrollmentStart,
    enrollmentEnd,
    invitationOnly: reader.boolean('invitation_only', false),
    capacity: reader.countOrNull('capacity', null),
    languages: [reader.text('language')],
    selfPaced: reader.choice('pacing', ['instructor', 'self']) === 'self',
    modes: reader.list('modes', modeOf, []),
  }
}

/** No two items have the same value of a key; e-mail addresses that differ in their case alone are the same, as in the store. */
function once(reader: SettingsReader, key: string, value: string, taken: Set<string>): void {
  const mark = `${key} ${key === 'email' ? value.toLowerCase() : value}`
  if (value !== '' && taken.has(mark)) reader.problem(key, 'unique', value)
  taken.add(mark)
}

/** Two dates, the second not before the first. */
function span(reader: SettingsReader, from: string, to: string): readonly [string | null, string | null] {
  const [start, end] = [reader.date(from), reader.date(to)]
  if (start !== null && end !== null && Date.parse(end) < Date.parse(start))
    reader.problem(to, `no earlier than ${from}`, end)
  return [start, end]
}

function modeOf(reader: SettingsReader): unknown {
  if (typeof reader.value === 'string' || !reader.isObject()) return reader.value
  reader.knows('slug name min_price currency expires')
  const { name } = reader.value as Json
  return {
    slug: reader.text('slug'),
    ...(name === undefined ? {} : { name: reader.text('name') }),
    minPrice: reader.countOrNull('min_price', 0),
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
  if (!usernames.has(username)) reader.problem('username', 'a username listed in users', username)
  return reader.texts('runs').map((run) => {
    const course = runs.get(run) ?? reader.problem('runs', 'runs listed in courses', run, '')
    return { username, course }
  })
}

const dates = new Set(['start', 'end', 'enrollment_start', 'enrollment_end', 'expires'])
const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 }

/** Copies parsed JSON with each relative date (`now`, `now+30d`, `now-12h`, `now+5m`) made absolute, to the second. */
export function seedDates(document: unknown, now: Date): unknown {
  const text = JSON.stringify(document, (key, value: unknown) =>
    dates.has(key) && typeof value === 'string' ? absolute(value, now) : value,
  )
  return text === undefined ? undefined : JSON.parse(text)
}

function absolute(date: string, now: Date): string {
  const [whole, sign = '+', count = '0', unit = 'd'] = /^now(?:([+-])(\d{1,6})([dhm]))?$/.exec(date) ?? []
  if (whole === undefined) return date
  const moment = now.getTime() + Number(`${sign}${count}`) * (unitMs[unit] ?? 0)
  return `${new Date(moment).toISOString().slice(0, 19)}Z`
}
