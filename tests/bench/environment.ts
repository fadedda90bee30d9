import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { resolve } from 'node:path'
import type { Person } from '../lms-mock/contract/platform.ts'
import { askAt } from '../lms-mock/testing/program.ts'
import { limited, noted, type Figure } from './figure.ts'
import { loggedIn, type Ask } from './learner.ts'
import { load } from './wrk.ts'

const root = resolve(import.meta.dirname, '../..')
const settingsFile = resolve(root, 'generated/lms/edx/settings.json')

type LmsSettings = {
  readonly origin: string
  readonly richieOrigin: string
  readonly learners: readonly Person[]
  readonly courses: readonly { readonly id: string }[]
}

/** The image alone, as `docker run` starts it: from Docker's start of the process to its first good health check. */
export function measureContainer(): readonly Figure[] {
  const what = 'the image alone: start to healthy'
  const image = docker('images', '--quiet', 'campus-lms-mock')
  if (image === '') return [noted(what, 'not measured: no image; run `make run` first')]
  const id = docker('run', '--detach', '--publish', '127.0.0.1::8073', image)
  try {
    return [limited(what, secondsToHealthy(id), 's', 0.7)]
  } finally {
    docker('rm', '--force', id)
  }
}

/** The same request as for the mock alone, but through the gateway over TLS. */
export async function measureGateway(folder: string): Promise<readonly Figure[]> {
  const what = 'enrollment GET through the gateway over TLS, 64 connections'
  const settings = existsSync(settingsFile)
    ? (JSON.parse(readFileSync(settingsFile, 'utf8')) as LmsSettings)
    : undefined
  const [user, course] = [settings?.learners[0], settings?.courses[0]]
  if (
    settings === undefined ||
    user === undefined ||
    course === undefined ||
    !settings.origin.startsWith('https:')
  )
    return [noted(what, 'not measured: run `make run-ssl` first')]
  const { origin, richieOrigin } = settings
  const { path, headers } = await loggedIn(askGateway(origin), origin, richieOrigin, user, course.id)
  const { 'X-Forwarded-Proto': _, ...sent } = headers
  const url = `https://127.0.0.1:${new URL(origin).port}${path}`
  const { perSecond, p50, p99, errors } = await load(folder, url, sent)
  return [
    limited(what, perSecond, '/s', 4000, true),
    noted('  p50', `${p50} ms`),
    limited('  p99', p99, 'ms', 50),
    limited('  errors', errors, '', 0),
  ]
}

/** By loopback address, so that it also works if the name is not in the hosts file. Certificates are not verified: trust is not measured. */
function askGateway(origin: string): Ask {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ servername: hostname, rejectUnauthorized: false })
  const target = { host: '127.0.0.1', port, protocol: 'https:', agent }
  return async (method, path, headers, body) => await askAt(target, method, path, headers, body)
}

type State = {
  readonly Running: boolean
  readonly StartedAt: string
  readonly Health: { readonly Log: readonly { readonly End: string; readonly ExitCode: number }[] | null }
}

function secondsToHealthy(id: string): number {
  for (;;) {
    const state = JSON.parse(docker('inspect', '--format', '{{json .State}}', id)) as State
    const good = state.Health.Log?.find(({ ExitCode }) => ExitCode === 0)
    if (good !== undefined) return (Date.parse(good.End) - Date.parse(state.StartedAt)) / 1000
    if (!state.Running || (state.Health.Log?.length ?? 0) > 20)
      throw new Error(`The image did not become healthy:\n${docker('logs', id)}`)
  }
}

function docker(...argv: readonly string[]): string {
  return execFileSync('docker', argv, { encoding: 'utf8' }).trim()
}
