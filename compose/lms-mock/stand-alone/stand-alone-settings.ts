import { readFileSync } from 'node:fs'

import { SettingsError } from '../settings-error.ts'
import { SettingsReader } from '../settings-reader.ts'
import { parseSettings, releaseOf } from '../settings-rules.ts'
import { parseJson, type Settings } from '../settings.ts'
import { parseSeed, type Seed } from './seed-file.ts'
import { sharedDomain } from './shared-domain.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The settings of a mock that nobody else configures: LMS_URL, RICHIE_URL, LMS_RELEASE and LMS_SEED, each with a default.
 * Throws one error that lists every problem.
 */
export function standAloneSettings(env: Environment, now: Date): Settings {
  const seed = readSeed(env['LMS_SEED'], now)
  const given = {
    LMS_URL: originOf(env['LMS_URL']) ?? 'http://localhost:8073',
    RICHIE_URL: originOf(env['RICHIE_URL']) ?? seed.trustedOrigin ?? 'http://localhost:8070',
    LMS_RELEASE: env['LMS_RELEASE']?.toLowerCase() || 'teak',
  }
  const reader = new SettingsReader(given, '', [])
  const [origin, richieOrigin] = [reader.origin('LMS_URL'), reader.origin('RICHIE_URL')]
  const release = releaseOf(reader, 'LMS_RELEASE')
  const cookieDomain = domainOf(reader, origin, richieOrigin)
  if (reader.problems.length > 0) {
    throw new SettingsError('The environment', reader.problems)
  }
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
    apiKey,
    learners,
    courses,
    enrolled,
  })
}

/** An address as people write it: with a final slash or without; empty is absent. */
function originOf(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text.replace(/\/$/, '')
}

function domainOf(reader: SettingsReader, origin: string, richieOrigin: string): string | null {
  if (origin === '' || richieOrigin === '') {
    return null
  }
  const domain = sharedDomain(new URL(origin), new URL(richieOrigin))
  const rule = `on the host of LMS_URL (${origin}), or below a domain of two labels that both share: else no cookie reaches both`
  return domain === undefined ? reader.problem('RICHIE_URL', rule, richieOrigin, null) : domain
}

function readSeed(path: string | undefined, now: Date): Seed {
  if (path === undefined || path === '') {
    const demo = new URL('demo-seed.json', import.meta.url)
    return parseSeed(JSON.parse(readFileSync(demo, 'utf8')), 'demo-seed.json', now)
  }
  return parseSeed(parseJson(seedText(path), path), path, now)
}

function seedText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new SettingsError('LMS_SEED', [`The seed file can't be read: ${(cause as Error).message}`])
  }
}
