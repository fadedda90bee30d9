import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Plan } from '../plan/plan.ts'
import { readTextIfThere, writeIfChanged } from '../system/files.ts'
import { shellPath } from '../system/shell-words.ts'
import { UserError } from '../system/user-error.ts'
import type { Project } from './project.ts'

/** Made at random once per environment; only `clean` removes them. */
export type Secrets = {
  readonly adminPassword: string
  readonly databasePassword: string
  readonly secretKey: string
  /** Key of the LMS -> secret with which it signs course-run synchronisation. */
  readonly sync: Readonly<Record<string, string>>
  /** Key of a mock LMS -> token of its control page. */
  readonly control: Readonly<Record<string, string>>
}

/** The secrets of the environment, making those that are missing, and an environment file for each service that needs some. */
export function ensureSecrets(project: Project, plan: Plan): Secrets {
  const before = readSecrets(project)
  const secrets: Secrets = {
    adminPassword: before.adminPassword ?? randomText(12),
    databasePassword: before.databasePassword ?? randomText(24),
    secretKey: before.secretKey ?? randomText(48),
    sync: Object.fromEntries(plan.lmses.map(({ key }) => [key, before.sync?.[key] ?? randomText(24)])),
    control: Object.fromEntries(plan.mocks.map(({ key }) => [key, before.control?.[key] ?? randomText(24)])),
  }
  writeIfChanged(join(project.stateDir, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`, 0o600)
  for (const [service, values] of Object.entries(environmentFiles(secrets)))
    writeIfChanged(join(project.stateDir, 'secrets', `${service}.env`), environmentFile(values), 0o600)
  return secrets
}

/** Service -> the variables of its container: each LMS gets only its own secrets. */
function environmentFiles(secrets: Secrets): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const mocks = Object.entries(secrets.control).map(([key, token]) => [
    key,
    { CAMPUS_CONTROL_TOKEN: token, CAMPUS_SYNC_SECRET: secrets.sync[key] ?? '' },
  ])
  return {
    richie: {
      CAMPUS_SECRET_KEY: secrets.secretKey,
      CAMPUS_DATABASE_PASSWORD: secrets.databasePassword,
      CAMPUS_ADMIN_PASSWORD: secrets.adminPassword,
      CAMPUS_SYNC_SECRETS: Object.values(secrets.sync).join(','),
    },
    database: { CAMPUS_DATABASE_PASSWORD: secrets.databasePassword },
    ...Object.fromEntries(mocks),
  }
}

/** The secrets that exist already. */
export function readSecrets(project: Project): Partial<Secrets> {
  const file = join(project.stateDir, 'secrets.json')
  try {
    const read: unknown = JSON.parse(readTextIfThere(file) ?? '{}')
    if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new TypeError('is no map')
    return read
  } catch (cause) {
    throw new UserError(`${file} can't be read.`, {
      id: 'secrets-unreadable',
      hint: `Delete it to have new secrets made: rm ${shellPath(file)}`,
      cause,
    })
  }
}

/** Letters and digits only: safe in an environment file, a URL and a shell. */
function randomText(length: number): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  // 56 letters: bytes from 224 on are left out, so that all letters are equally likely.
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length))
      if (byte < 224 && text.length < length) text += alphabet[byte % 56]
  }
  return text
}

function environmentFile(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
