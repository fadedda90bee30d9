import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEnvironment } from '../../../../scripts/environment/load.ts'
import { makePlan } from '../../../../scripts/plan/plan.ts'
import { renderLmsSettings } from '../../../../scripts/render/lms-settings.ts'
import { facts } from '../../../golden/facts.ts'
import { docker } from '../../support/docker.ts'
import { name as environment } from '../../support/environment.ts'
import { askUntil } from '../../support/http.ts'
import { bridgeAddress } from './lone-gateway.ts'

export type OutsideMock = {
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  readonly remove: () => Promise<void>
}

type Settings = {
  readonly name: string
  /** Where it believes to be. */
  readonly origin: string
  /** Published on loopback and on the address of this machine that containers reach, and on no other. */
  readonly port: number
  /** The spec of the environment that it is wired with: Richie's address, cookie domain and rules come of it. */
  readonly spec: object
  readonly courses: readonly object[]
}

/**
 * The mock in a container that no spec made: strict as Open edX in production behind a proxy, it believes X-Forwarded-Proto, allows no
 * insecure origin, and knows itself by an address of its own. Its session cookie is what Tutor sets without https.
 */
export async function startOutsideMock({
  name,
  origin,
  port,
  spec,
  courses,
}: Settings): Promise<OutsideMock> {
  const text = JSON.stringify({ ...spec, lms: { outside: { port, courses } } })
  const { plan } = makePlan(loadEnvironment({ file: 'spec', text }, undefined).environment, 'tls', facts)
  const [mock] = plan.mocks
  if (mock === undefined) throw new Error('The spec has one mock')
  const settings = JSON.parse(renderLmsSettings(plan, mock).text) as object
  const folder = mkdtempSync(join(tmpdir(), 'campus-outside-'))
  const own = { origin, courseLink: `${origin}/courses/{course_id}/info`, cookieSecure: false }
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({ ...settings, ...own, sessionSameSite: 'Lax' }),
  )
  chmodSync(folder, 0o755) // its user is another one
  await docker([
    'run',
    '--detach',
    '--name',
    name,
    ...['127.0.0.1', await bridgeAddress()].flatMap((address) => ['--publish', `${address}:${port}:8073`]),
    '--volume',
    `${folder}:/etc/campus/lms:ro`,
    '--env',
    'CAMPUS_SETTINGS=/etc/campus/lms/settings.json',
    '--env',
    'CAMPUS_DATABASE=:memory:',
    `${environment}-lms-mock`,
  ])
  const untilThere = () => askUntil(`http://127.0.0.1:${port}/heartbeat`, ({ status }) => status === 200)
  await untilThere()
  return {
    stop: async () => void (await docker(['stop', name])),
    async start() {
      await docker(['start', name])
      await untilThere()
    },
    async remove() {
      await docker(['rm', '--force', name])
      rmSync(folder, { recursive: true })
    },
  }
}
