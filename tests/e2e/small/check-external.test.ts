import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkDocumentSchema, type CheckDocument } from '../../../scripts/diagnosis/document-schema.ts'
import { name, richiePort, edxPort, checkout, local } from '../support/environment.ts'
import { ann, openRun, startLms } from '../support/stand-alone-lms.ts'

/* `campus check` of an LMS that is not ours: whom it logs in as, how often it calls, what it leaves alone. */

const real = `http://real.${name}.localhost:${edxPort + 1}`
const calls = join(checkout.dir, '.campus/calls.json')
const learner = { CAMPUS_CHECK_REAL_EMAIL: ann.email, CAMPUS_CHECK_REAL_PASSWORD: ann.password }
let stopLms: (() => Promise<void>) | undefined

beforeAll(async () => {
  checkout.setLocal({
    ...local,
    authentication: 'real',
    lms: { ...local.lms, real: { provider: 'external', url: real, backendOverHttp: 'openedx-hawthorn' } },
  })
  const up = await checkout.campus(['up'])
  expect(up.exitCode, up.output).toBe(0)
  const secrets = JSON.parse(readFileSync(join(checkout.dir, '.campus/secrets.json'), 'utf8')) as {
    sync: Record<string, string>
  }
  stopLms = await startLms({
    url: real,
    richie: `http://richie.${name}.localhost:${richiePort}`,
    syncSecret: secrets.sync['real'] ?? '',
  })
})
afterAll(async () => {
  await stopLms?.()
  checkout.setLocal(local)
  await checkout.campus(['up'])
})
beforeEach(() => rmSync(calls, { force: true }))

async function checkReal(argv: readonly string[], env = {}): Promise<CheckDocument> {
  const { output } = await checkout.campus(['check', 'real', '--json', ...argv], { env })
  return checkDocumentSchema.parse(JSON.parse(output.slice(output.indexOf('{\n'))))
}

const of = (status: string, { findings }: CheckDocument) =>
  findings.filter((finding) => finding.subject === 'real' && finding.status === status).map(({ id }) => id)

test('with a learner of the environment variables all is ok, in at most 20 calls, and no word of the password', async () => {
  const { exitCode, output } = await checkout.campus(['check', 'real', '--verbose'], { env: learner })
  expect(exitCode, output).toBe(0)
  expect(output).not.toContain(ann.password)
  const made = (JSON.parse(readFileSync(calls, 'utf8')) as Record<string, readonly number[]>)[real]
  expect(made?.length).toBeGreaterThan(5)
  expect(made?.length).toBeLessThanOrEqual(20)
})

test('without one, whatever needs a learner is skipped and says how to give one; the rest is ok', async () => {
  const document = await checkReal([])
  expect(document.ok).toBe(true)
  expect(of('skipped', document)).toContain('login')
  const login = document.findings.find(({ subject, id }) => subject === 'real' && id === 'login')
  expect(login?.says).toContain('CAMPUS_CHECK_REAL_EMAIL')
})

test('half a learner is a wrong command line', async () => {
  const env = { CAMPUS_CHECK_REAL_EMAIL: ann.email }
  const { exitCode, output } = await checkout.campus(['check'], { env })
  expect(exitCode).toBe(2)
  expect(output).toContain('CAMPUS_CHECK_REAL_EMAIL is set, CAMPUS_CHECK_REAL_PASSWORD is not.')
})

test('the calls of the runs before count: it waits, and says so', async () => {
  writeFileSync(calls, JSON.stringify({ [real]: Array.from({ length: 20 }, () => Date.now() - 57_000) }))
  const { exitCode, output } = await checkout.campus(['check', 'real', '--only', 'heartbeat'])
  expect(output).toMatch(/waiting \d s: real is called at most 20 times a minute/)
  expect(exitCode).toBe(0)
})

test('other LMSes are not called when one is named', async () => {
  await checkout.campus(['check', 'edx'])
  expect(existsSync(calls)).toBe(false)
})

test('with --enrol and a link of an open run, the learner is enrolled and taken out again', async () => {
  const link = `${real}/courses/${openRun}/info`
  const document = await checkReal(['--enrol', '--only', 'enrol', link], learner)
  expect(document.findings.find(({ id }) => id === 'enrol')).toMatchObject({ status: 'ok' })
})
