import { join } from 'node:path'
import { SettingsError, SettingsReader } from './reader.ts'
import { parseSettings, readReleaseName, readJson } from './rules.ts'
import { parseSeed, type Seed } from './seed-file.ts'
import type { Settings } from './settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The settings of a mock that runs alone: LMS_URL, RICHIE_URL, LMS_RELEASE and LMS_SEED, each with a default.
 * Throws one error that lists every problem.
 */
export function standAloneSettings(env: Environment, now: Date): Settings {
  const seed = readSeed(env['LMS_SEED'], now)
  const given = {
    LMS_URL: env['LMS_URL'] || 'http://localhost:8073',
    RICHIE_URL: env['RICHIE_URL'] || (seed.trustedOrigin ?? 'http://localhost:8070'),
    LMS_RELEASE: env['LMS_RELEASE']?.toLowerCase() || 'teak',
  }
  const reader = new SettingsReader(given, '', [])
  const [origin, richieOrigin] = [reader.origin('LMS_URL'), reader.origin('RICHIE_URL')]
  const release = readReleaseName(reader, 'LMS_RELEASE')
  const cookieDomain = domainOf(reader, origin, richieOrigin)
  if (reader.problems.length > 0) throw new SettingsError('Environment variables', reader.problems)
  const { apiKey, learners, courses, enrolled } = seed
  return parseSettings({
    key: 'edx',
    platformName: 'Open edX mock',
    release,
    origin,
    secure: origin.startsWith('https:'),
    cookieDomain,
    crossDomainCsrfCookie: 'edx_csrf_token',
    allowInsecure: !(origin.startsWith('https:') && richieOrigin.startsWith('https:')),
    corsOrigins: [richieOrigin],
    trustedOrigins: [richieOrigin],
    richieOrigin,
    // A mock started by the toolkit gets both from it: scripts/plan/connection.ts.
    syncUrl: `${richieOrigin}/api/v1.0/course-runs-sync/`,
    courseLink: `${origin}/courses/{course_id}/info`,
    apiKey,
    learners,
    courses,
    enrolled,
  })
}

function domainOf(reader: SettingsReader, origin: string, richieOrigin: string): string | null {
  if (origin === '' || richieOrigin === '') return null
  const domain = sharedDomain(new URL(origin), new URL(richieOrigin))
  const rule = `on the host of LMS_URL (${origin}), or to share a parent domain such as local.dev with it, so that cookies reach both`
  return domain === undefined ? reader.problem('RICHIE_URL', rule, richieOrigin, null) : domain
}

function readSeed(path: string | undefined, now: Date): Seed {
  const file = path || join(import.meta.dirname, 'demo-seed.json')
  return parseSeed(readJson(file), file, now)
}

/**
 * The domain of a cookie that both hosts read: `.local.dev` for `edx.local.dev` and `richie.local.dev`; null where they are the
 * same host, on whatever ports, and a cookie needs none; undefined where no such domain can be, as for `localhost` and `richie.dev`.
 */
export function sharedDomain(lms: URL, richie: URL): string | null | undefined {
  if (lms.hostname === richie.hostname) return null
  const [ours, theirs] = [lms, richie].map(({ hostname }) => hostname.split('.').toReversed())
  const labels = (ours ?? []).slice(0, commonLength(ours ?? [], theirs ?? []))
  const isAddress = /^\d+$/.test(ours?.[0] ?? '') // browsers refuse a cookie for a part of an IP address, or for one label
  return labels.length < 2 || isAddress ? undefined : `.${labels.toReversed().join('.')}`
}

function commonLength(first: readonly string[], second: readonly string[]): number {
  const length = first.findIndex((label, index) => label !== second[index])
  return length < 0 ? first.length : length
}
