import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releases, type ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'
import { openOwnAuthority } from '../../../scripts/tls/own-authority.ts'
import { contractCourses } from '../../e2e/support/contract-courses.ts'
import { richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { ask } from '../../e2e/support/http.ts'
import { allCases } from '../../lms-mock/contract/all-cases.ts'
import { askCase, canAsk, isFor } from '../../lms-mock/contract/ask-case.ts'
import type { Person, Platform } from '../../lms-mock/contract/platform.ts'
import { Visitor } from '../../lms-mock/contract/visitor.ts'

/* The table of compose/lms-mock/contract, asked of three containers, one a release, through the gateway over TLS. */

const certs = join(checkout.dir, 'certs')
const folder = mkdtempSync(join(tmpdir(), 'campus-contract-'))
const ports = { teak: edxPort, hawthorn: edxPort + 1, dogwood: edxPort + 2 }
const keys = { teak: 'edx', hawthorn: 'hawthorn', dogwood: 'dogwood' }
/** How an account is made in each release: openedx-api 3.2. */
const registrations = {
  teak: '/api/user/v1/account/registration/',
  hawthorn: '/user_api/v1/account/registration/',
  dogwood: '/create_account',
}
/** What the toolkit told the mock that the set-up started; all mocks are told the same. */
const { apiKey } = JSON.parse(
  readFileSync(join(checkout.dir, 'generated/lms/edx/settings.json'), 'utf8'),
) as {
  apiKey: string
}
let ca = ''

beforeAll(async () => {
  const lms = releases.map((release) => [
    keys[release],
    { port: ports[release], release, courses: contractCourses },
  ])
  checkout.setLocal({ ...local, lms: Object.fromEntries(lms) })
  const authority = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'ca') })
  mkdirSync(certs, { recursive: true })
  for (const host of ['richie', ...Object.values(keys)].map((key) => `${key}.local.dev`)) {
    const { certificate, key } = await authority.issue([host])
    writeFileSync(join(certs, `${host}.key`), key, { mode: 0o600 })
    writeFileSync(join(certs, `${host}.pem`), certificate)
  }
  writeFileSync(join(certs, 'ca.pem'), authority.pem)
  ca = authority.pem
  const { exitCode, output } = await checkout.campus(['up', '--tls'])
  expect(exitCode, output).toBe(0)
})
afterAll(async () => {
  rmSync(certs, { recursive: true, force: true })
  rmSync(folder, { recursive: true })
  checkout.setLocal(local)
  await checkout.campus(['up'])
})

const questions = releases.flatMap((release) =>
  allCases
    .filter((line) => isFor(release, line) && canAsk({ apiKey }, line))
    .map((line) => [release, line[0], line] as const),
)

// What each line must be answered is asked without a container (tests/lms-mock/contract): here, that it comes through unchanged.
const some = questions.filter((_, index) => index % 4 === 0)

test.each(some)('%s: %s', async (release, _, line) => {
  expect(await askCase(platformThroughGateway(release), line)).toEqual([])
})

test('most of the table can be asked through the gateway', () => {
  const all = releases.flatMap((release) => allCases.filter((line) => isFor(release, line)))
  console.log(`Through the gateway, over TLS: ${questions.length} of ${all.length} questions`)
  expect(questions.length / all.length).toBeGreaterThan(0.85)
})

function platformThroughGateway(release: ReleaseName): Platform {
  const lms = `https://${keys[release]}.local.dev:${ports[release]}`
  const platform: Platform = {
    release,
    lms,
    richie: `https://richie.local.dev:${richiePort}`,
    domain: '.local.dev',
    staff: { username: 'admin', email: 'admin@example.com', password: 'admin' },
    apiKey,
    ask: async (path, init) => {
      const { status, headers, body } = await ask(`${lms}${path}`, { ...init, ca })
      const lines = Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((line): [string, string] => [name, line]),
      )
      return new Response(body === '' ? null : body, { status, headers: lines })
    },
    register: async (person) => await register(platform, registrations[release], person),
  }
  return platform
}

/** Registers as somebody who opened the page to do so. */
async function register(platform: Platform, path: string, person: Person): Promise<void> {
  const newcomer = new Visitor(platform, 'nobody', person, (text) => text)
  await newcomer.send('GET', '/register', { from: 'link' })
  const { username, email, password } = person
  const agreed = { honor_code: 'true', terms_of_service: 'true' }
  const form = new URLSearchParams({ username, email, password, name: 'Some Body', ...agreed })
  const answer = await newcomer.send('POST', path, { from: 'lms', send: form.toString() })
  expect(answer.status, await answer.text()).toBe(200)
}
