import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkDocumentSchema, type CheckDocument } from '../../../scripts/diagnosis/document-schema.ts'
import { name, edxPort, checkout } from '../support/environment.ts'
import { ask } from '../support/http.ts'

/* `campus check` of a healthy environment over http, and of none. Over TLS: check-tls.test.ts. */

afterAll(async () => {
  await checkout.campus(['up'])
})

/** Every id, by who it is asked of. */
const ids = {
  gateway: ['configuration'],
  site: [
    'name',
    'port',
    'certificate-trust',
    'certificate-names',
    'certificate-dates',
    'plain-http',
    'other-names',
  ],
  richie: ['richie-page', 'richie-address', 'admin-login', 'search', 'authentication'],
  lms: [
    'lms-endpoint',
    'lms-backend',
    'lms-regex',
    'course-links',
    'course-page',
    'mock-faults',
    'shared-domain',
    'referrer-policy',
    'heartbeat',
    'cors',
    'cors-foreign',
    'login',
    'session-cookie',
    'me',
    'concurrent-logins',
    'enrollment',
    'content-type',
    'csrf-cookie',
    'trusted-origin',
    'enrollment-post',
    'throttle',
    'enrol',
    'way-back',
    'logout',
    'sync-signed',
    'sync-unsigned',
    'sync-forged',
    'sync-link',
    'containers-reach',
    'containers-trust',
  ],
}

async function checkJson(...argv: readonly string[]): Promise<CheckDocument> {
  const { output } = await checkout.campus(['check', '--json', ...argv])
  return checkDocumentSchema.parse(JSON.parse(output))
}

test('a healthy environment is all ok, by the published schema, and every id is there', async () => {
  const document = await checkJson()
  expect(document).toMatchObject({ name: name, mode: 'http', ok: true })
  const wrong = document.findings.filter(({ status }) => status === 'fail' || status === 'warn')
  expect(wrong).toEqual([])
  const of = (subject: string) =>
    document.findings.filter((finding) => finding.subject === subject).map(({ id }) => id)
  expect(of('gateway')).toEqual(ids.gateway)
  expect(of('richie').toSorted()).toEqual([...ids.site, ...ids.richie].toSorted())
  expect(of('edx').toSorted()).toEqual([...ids.site, ...ids.lms].toSorted())
})

test('it skips nothing but certificates, which there are none of, and the enrolment that was not asked for', async () => {
  const { findings } = await checkJson()
  const skipped = findings.filter(({ status }) => status === 'skipped').map(({ id }) => id)
  expect(new Set(skipped)).toEqual(
    new Set([
      'certificate-trust',
      'certificate-names',
      'certificate-dates',
      'plain-http',
      'containers-trust',
      'enrol',
    ]),
  )
})

test('nobody is logged out by it, and nothing is written', async () => {
  const learner = { email: 'edx@example.com', password: 'edx' }
  const session = await logIn(learner)
  const before = await enrollments()
  const { exitCode } = await checkout.campus(['check'])
  expect(exitCode).toBe(0)
  const me = await ask(`http://localhost:${edxPort}/api/user/v1/me`, { headers: { cookie: session } })
  expect(JSON.parse(me.body)).toMatchObject({ username: 'edx' })
  expect(await enrollments()).toBe(before)
})

test('a person reads the same in lines of 80 columns, without colours', async () => {
  const { exitCode, output } = await checkout.campus(['check'])
  expect(exitCode).toBe(0)
  expect(output).toMatch(/^campustest {2}http · environment\.yaml\n\n {2}gateway {3}ok {7}configuration\n/)
  expect(output).toMatch(/\n {2}\d+ ok, \d+ skipped, in \d\.\d s\n$/)
  expect(output).not.toContain('\u001b')
  expect(output.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('--verbose says what each check proves, and no secret', async () => {
  const { output } = await checkout.campus(['check', '--verbose'])
  const secrets = JSON.parse(readFileSync(join(checkout.dir, '.campus/secrets.json'), 'utf8')) as {
    sync: Record<string, string>
    adminPassword: string
  }
  for (const id of [...ids.gateway, ...ids.site, ...ids.richie, ...ids.lms])
    expect(output).toMatch(new RegExp(`^ {4}(?:ok|skip) +${id}: \\S`, 'm'))
  expect(output).not.toContain(secrets.sync['edx'])
  expect(output).not.toContain(secrets.adminPassword)
  expect(output).not.toMatch(/sessionid=(?!<)|csrftoken=(?!<)|X-CSRFToken: (?!<)/i)
})

test('--only looks at these checks and what they need; --enrol enrols the learner for checks', async () => {
  const { findings } = await checkJson('--only', 'cors')
  expect(findings.map(({ id }) => id)).toContain('cors')
  expect(findings.map(({ id }) => id)).not.toContain('sync-signed')
  const enrolled = await checkJson('--enrol', '--only', 'enrol')
  expect(enrolled.findings.find(({ id }) => id === 'enrol')).toMatchObject({ status: 'ok' })
})

test('a course link of the command line is looked at too', async () => {
  const link = `http://edx.${name}.localhost:${edxPort}/courses/course-v1:edX+DemoX+Demo_Course/info/extra`
  const { output, exitCode } = await checkout.campus(['check', '--only', 'course-links', link])
  expect(exitCode).toBe(1)
  expect(output).toContain(link)
})

test.each([
  [['check', 'edxx'], 'There is no LMS "edxx", did you mean "edx"?'],
  [['check', '--only', 'corse'], 'There is no check "corse", did you mean "cors"?'],
  [['check', '--mode', 'ftp'], 'http, tls'],
])('%j is a wrong command line', async (argv, says) => {
  const { exitCode, output } = await checkout.campus(argv)
  expect(exitCode).toBe(2)
  expect(output).toContain(says)
})

test('a fault that was turned on is what the person reads first', async () => {
  await checkout.campus(['lms', 'edx', 'fault', 'cors-origin-refused'])
  try {
    const { exitCode, output } = await checkout.campus(['check'])
    expect(exitCode).toBe(1)
    expect(output).toContain('bin/campus lms edx fault --clear')
    expect(output).toContain('More: docs/troubleshooting.md#cors')
    expect(output).toContain('Begin with edx/cors:')
    const document = await checkJson()
    expect(document.ok).toBe(false)
    expect(document.findings.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual(['cors'])
  } finally {
    await checkout.campus(['lms', 'edx', 'fault', '--clear'])
  }
})

test('where nothing runs it says so in a sentence, and what starts it', async () => {
  await checkout.campus(['down'])
  const { exitCode, output } = await checkout.campus(['check'])
  expect(exitCode).toBe(1)
  expect(output).toContain('This environment is not running.')
  expect(output).toContain('make run')
  expect(output.trim().split('\n').length).toBeLessThan(8)
})

async function enrollments(): Promise<number> {
  const { output } = await checkout.campus(['lms', 'edx', '--json'])
  return (JSON.parse(output) as { enrollments: number }).enrollments
}

async function logIn({ email, password }: { email: string; password: string }): Promise<string> {
  const form = await ask(`http://localhost:${edxPort}/login`)
  const csrf = /csrftoken=(\w+)/.exec(String(form.headers['set-cookie']))?.[1] ?? ''
  const answer = await ask(`http://localhost:${edxPort}/api/user/v1/account/login_session/`, {
    method: 'POST',
    headers: {
      cookie: `csrftoken=${csrf}`,
      'x-csrftoken': csrf,
      referer: `http://localhost:${edxPort}/login`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ email, password }).toString(),
  })
  return /edx_session=[^;]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? ''
}
