import { addressText, parseAddress, type Address } from './server/address.ts'
import { announcement } from './server/announcement.ts'
import { writeStatus } from './server/status-file.ts'
import { SettingsError } from './settings/reader.ts'
import { readSettings } from './settings/rules.ts'
import type { Settings } from './settings/settings.ts'
import { standAloneSettings } from './settings/stand-alone.ts'

// Node 22 knows no import.meta.main: there this module is always the program.
if ((import.meta.main as boolean | undefined) ?? true) await run(process.env)

/**
 * The mock LMS as a program: configured by the toolkit (CAMPUS_SETTINGS), or stand-alone. A start that fails says why on one
 * line of the status file, and whole in the log; exit code 2 where the settings are to blame, else 1.
 */
async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const status = env['CAMPUS_STATUS']
  try {
    writeStatus(status, 'starting: reading settings')
    const path = env['CAMPUS_SETTINGS']
    await (path === undefined ? startAlone(env) : startForToolkit(readSettings(path), env))
  } catch (error) {
    const message = explained(error)
    writeStatus(status, `failed: ${message.replaceAll(/\s+/g, ' ')}`)
    console.error(message)
    process.exit(error instanceof SettingsError ? 2 : 1)
  }
}

async function startForToolkit(settings: Settings, env: NodeJS.ProcessEnv): Promise<void> {
  const address = parseAddress(needed(env, 'CAMPUS_LISTEN'))
  const link = await startOn(settings, address, needed(env, 'CAMPUS_DATABASE'), env)
  console.log(`${settings.platformName}: mock LMS (${settings.release}) listens on ${addressText(address)}`)
  if ((env['CAMPUS_CONTROL_TOKEN'] ?? '') === '') console.log(`Control page: ${link}`)
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (value === undefined)
    throw new SettingsError('Environment variables', [`CAMPUS_SETTINGS is set, so ${name} must be set too`])
  return value
}

/** Data is kept in memory unless CAMPUS_DATABASE names a file. */
async function startAlone(env: NodeJS.ProcessEnv): Promise<void> {
  const settings = standAloneSettings(env, new Date())
  const url = new URL(settings.origin)
  const port = url.port === '' ? { 'http:': '80', 'https:': '443' }[url.protocol] : url.port
  const expected = `127.0.0.1:${port}`
  const database = env['CAMPUS_DATABASE'] ?? ':memory:'
  const address = parseAddress(env['CAMPUS_LISTEN'] ?? expected)
  const link = await startOn(settings, address, database, env)
  const place = addressText(address)
  console.log(announcement(settings, database, link, place === expected ? undefined : place))
}

/** Packages are loaded here and not earlier, so that missing ones can be reported. */
async function startOn(
  settings: Settings,
  address: Address,
  database: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { start } = await import('./server/start.ts')
  return await start(settings, { address, database, status: env['CAMPUS_STATUS'] }, env)
}

function explained(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const isPackage = code === 'ERR_MODULE_NOT_FOUND' && message.includes('Cannot find package')
  return isPackage ? 'Packages are missing: run `npm ci` in the root of the checkout' : message
}
