import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSettings } from '../../../compose/lms-mock/settings/rules.ts'
import { parseSeed } from '../../../compose/lms-mock/settings/seed-file.ts'
import type { Settings } from '../../../compose/lms-mock/settings/settings.ts'

type Json = Readonly<Record<string, unknown>>

const name = 'openedx-teak-seed.json'
const seed: unknown = JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))

/** The LMS that was recorded: people and course runs of the seed file it was filled from, and its switches; dates relative to now. */
export function recordedDocument(now: Date, changes: Json = {}): Json {
  const { apiKey, learners, courses, enrolled } = parseSeed(seed, name, now)
  const richie = 'https://richie.local.dev:8070'
  const lms = 'https://edx.local.dev:8073'
  return {
    key: 'edx',
    platformName: 'Oracle',
    release: 'teak',
    origin: lms,
    secure: true,
    cookieDomain: '.local.dev',
    crossDomainCsrfCookie: 'edx_csrf_token',
    allowInsecure: false,
    corsOrigins: [richie],
    trustedOrigins: [richie],
    richieOrigin: richie,
    syncUrl: `${richie}/api/v1.0/course-runs-sync/`,
    courseLink: `${lms}/courses/{course_id}/info`,
    apiKey,
    automaticAuth: true,
    learners,
    courses,
    enrolled,
    ...changes,
  }
}

/** The same, checked and completed. */
export function recordedSettings(now: Date, changes: Json = {}): Settings {
  return parseSettings(recordedDocument(now, changes))
}
