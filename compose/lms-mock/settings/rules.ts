import { readFileSync } from 'node:fs'
import { SettingsError, SettingsReader } from './reader.ts'
import { releases, type ReleaseName } from './releases.ts'
import type { CourseMode, CourseSettings, LearnerSettings, Settings } from './settings.ts'

/** Checks a parsed settings document and fills in the optional keys; all problems are reported in one error. */
export function parseSettings(document: unknown, name = 'settings'): Settings {
  const reader = new SettingsReader(document, '', [])
  const settings = settingsOf(reader)
  if (reader.problems.length > 0) throw new SettingsError(name, reader.problems)
  return settings
}

function settingsOf(reader: SettingsReader): Settings {
  const secure = reader.boolean('secure')
  const richieOrigin = reader.origin('richieOrigin')
  return {
    key: reader.text('key'),
    platformName: reader.text('platformName'),
    release: readReleaseName(reader, 'release'),
    origin: reader.origin('origin'),
    secure,
    cookieDomain: reader.textOrNull('cookieDomain', null),
    crossDomainCsrfCookie: reader.text('crossDomainCsrfCookie'),
    allowInsecure: reader.boolean('allowInsecure'),
    corsOrigins: reader.texts('corsOrigins'),
    trustedOrigins: reader.texts('trustedOrigins'),
    richieOrigin,
    learners: reader.objects('learners', learnerOf),
    courses: reader.objects('courses', courseOf),
    sessionCookie: sessionCookieOf(reader),
    cookieSecure: reader.boolean('cookieSecure', secure),
    sessionSameSite: reader.choice('sessionSameSite', ['None', 'Lax'], secure ? 'None' : 'Lax'),
    corsAllowAll: reader.boolean('corsAllowAll', false),
    redirectHosts: reader.texts('redirectHosts', [richieOrigin.replace(/^https?:\/\//, '')]),
    apiKey: reader.textOrNull('apiKey', null),
    automaticAuth: reader.boolean('automaticAuth', false),
    authnMicroFrontend: reader.textOrNull('authnMicroFrontend', null),
    enrolled: reader.objects('enrolled', enrolledOf, []),
    syncUrl: reader.text('syncUrl'),
    courseLink: reader.text('courseLink'),
  }
}

/** Cookies ignore ports: Richie's Django deletes an unknown `sessionid` (recipes, Traps). */
function sessionCookieOf(reader: SettingsReader): string {
  const name = reader.text('sessionCookie', 'edx_session')
  if (name === 'sessionid') reader.problem('sessionCookie', 'different from Richie’s session cookie', name)
  return name
}

/** Reads the name of a release. Eucalyptus is answered as Dogwood, Ironwood as Hawthorn (inferred). */
export function readReleaseName(reader: SettingsReader, key: string): ReleaseName {
  const names = [...releases, 'ironwood', 'eucalyptus'] as const
  const name = reader.choice(key, names)
  const aliases = { eucalyptus: 'dogwood', ironwood: 'hawthorn' } as const
  return name === 'eucalyptus' || name === 'ironwood' ? aliases[name] : name
}

function learnerOf(reader: SettingsReader): LearnerSettings {
  return {
    username: reader.text('username'),
    email: reader.text('email'),
    name: reader.text('name'),
    password: reader.text('password'),
    staff: reader.boolean('staff', false),
    superuser: reader.boolean('superuser', false),
    active: reader.boolean('active', true),
    yearOfBirth: reader.countOrNull('yearOfBirth', null, 9999),
  }
}

function courseOf(reader: SettingsReader): CourseSettings {
  return {
    id: reader.matching('id', /^(course-v1:)?[^/+\s]+[/+][^/+\s]+[/+][^/+\s?#]+$/, 'a course key'),
    title: reader.text('title'),
    start: reader.date('start'),
    end: reader.date('end'),
    enrollmentStart: reader.date('enrollmentStart'),
    enrollmentEnd: reader.date('enrollmentEnd'),
    invitationOnly: reader.boolean('invitationOnly', false),
    capacity: reader.countOrNull('capacity', null),
    modes: reader.list('modes', modeOf, []),
    languages: reader.texts('languages', ['en']),
    selfPaced: reader.boolean('selfPaced', false),
    catalogVisibility: reader.choice('catalogVisibility', ['both', 'about', 'none'], 'both'),
  }
}

function modeOf(reader: SettingsReader): CourseMode {
  const slug = typeof reader.value === 'string' ? reader.value : reader.text('slug')
  const named = slug.charAt(0).toUpperCase() + slug.slice(1)
  if (typeof reader.value === 'string')
    return { slug, name: named, minPrice: 0, currency: 'usd', expires: null }
  return {
    slug,
    name: reader.text('name', named),
    minPrice: reader.countOrNull('minPrice', 0) ?? 0,
    currency: reader.text('currency', 'usd'),
    expires: reader.date('expires'),
  }
}

function enrolledOf(reader: SettingsReader): { username: string; course: string } {
  return { username: reader.text('username'), course: reader.text('course') }
}

/** Reads and checks the settings file; throws one error that lists every problem in it. */
export function readSettings(path: string): Settings {
  return parseSettings(readJson(path), path)
}

/** Reads a JSON file; one that can't be read, or holds something else, is named in a SettingsError. */
export function readJson(path: string): unknown {
  const text = attempt(path, 'a readable file', () => readFileSync(path, 'utf8'))
  return attempt(path, 'JSON', () => JSON.parse(text) as unknown)
}

function attempt<T>(path: string, expected: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new SettingsError(path, [`Expected ${expected}: ${(cause as Error).message}`])
  }
}
