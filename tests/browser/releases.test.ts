import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pairFiles } from '../../scripts/tls/read-certificate.ts'
import type { Surroundings } from './browser.ts'
import { enrolInChromium } from './chromium-enrolment.ts'
import { changeSpec, checkout, describeEnvironment, up, type Environment } from './environment.ts'
import { unenrollEverywhere } from './learner.ts'
import { makeTrustedPair } from './trusted-pair.ts'
import { inChromium } from './visit.ts'

/* Real Richie over TLS at the older releases; teak is tls.test.ts's. */

const hosts = ['richie.local.dev', 'edx.local.dev']
const certs = join(checkout.dir, 'certs')
let person: Surroundings
let putBack: (() => Promise<void>) | undefined

beforeAll(async () => {
  const { certificate, key, authority, trustedKey } = await makeTrustedPair(hosts)
  mkdirSync(certs, { recursive: true })
  writeFileSync(join(certs, 'ca.pem'), authority)
  for (const host of hosts) {
    const files = pairFiles(certs, host)
    writeFileSync(files.key, key, { mode: 0o600 })
    writeFileSync(files.certificate, certificate)
  }
  person = { hosts, trustedKey }
})
afterAll(async () => {
  await putBack?.()
  const brought = hosts.flatMap((host) => Object.values(pairFiles(certs, host)))
  for (const file of [join(certs, 'ca.pem'), ...brought]) rmSync(file, { force: true })
})

describe.each([
  { release: 'dogwood', backend: 'openedx-dogwood' },
  { release: 'hawthorn', backend: 'openedx-hawthorn' },
])('an LMS of $release, asked by $backend', ({ release, backend }) => {
  let environment: Environment

  beforeAll(async () => {
    const before = changeSpec((spec) => ({ ...spec, lms: { edx: { ...spec.lms.edx, release, backend } } }))
    putBack ??= before // as it was before the first
    await up('--tls')
    environment = await describeEnvironment()
    await unenrollEverywhere(environment, person)
  })

  test(
    `log in, enrol, still enrolled in a new tab, go to the course, log out: ${release}`,
    inChromium(
      async (visit) => {
        expect(environment.backend).toBe(backend)
        await enrolInChromium(visit, environment)
      },
      () => person,
    ),
  )
})
