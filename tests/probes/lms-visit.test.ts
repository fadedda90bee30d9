import { expect, test } from 'vitest'
import type { Finding } from '../../scripts/diagnosis/run-checks.ts'
import { connect, find, outcome } from './connection.ts'

const asTeak = 'release: teak, backendOverHttp: openedx-hawthorn'

test.each([
  [asTeak, 13, 16],
  ['release: hawthorn, backendOverHttp: openedx-hawthorn', 13, 16],
  ['release: dogwood, backendOverHttp: openedx-dogwood', 14, 17],
])('a check asks the LMS few things, each once: %s', async (spec, reading, enrolling) => {
  const one = await connect({ spec })
  await one.check()
  expect(one.lms.calls).toHaveLength(reading)
  const other = await connect({ spec })
  await other.check({ mayEnrol: true })
  expect(other.lms.calls).toHaveLength(enrolling)
})

test('an LMS of another release than planned is logged in to by the address that it has, in 20 calls at most', async () => {
  const { check, lms } = await connect({
    spec: 'release: dogwood, backendOverHttp: openedx-dogwood',
    believed: 'release: teak, backendOverHttp: openedx-dogwood',
  })
  const findings = await check({ mayEnrol: true })
  expect(outcome(findings).failed).toEqual([])
  expect(lms.calls.filter((call) => call.startsWith('POST') && call.includes('log'))).toEqual([
    'POST /login_ajax',
  ])
  expect(lms.calls).toHaveLength(19)
})

test('with leave the learner is enrolled, seen enrolled, and taken out again', async () => {
  const { check, lms } = await connect()
  const findings = await check({ mayEnrol: true })
  const found = find(findings, 'enrol')
  expect(found).toMatchObject({
    status: 'ok',
    says: 'enrolled in course-v1:edX+DemoX+Demo_Course and unenrolled again',
  })
  expect(lms.calls.slice(-8)).toEqual([
    'POST /api/enrollment/v1/enrollment',
    'POST /api/enrollment/v1/enrollment',
    'GET /api/enrollment/v1/enrollment/probe,course-v1:edX+DemoX+Demo_Course',
    'POST /change_enrollment',
    'GET /login',
    'GET /richie/en/',
    'GET /logout',
    'GET /api/user/v1/me',
  ])
})

test.each(['release: teak', 'release: hawthorn', 'release: dogwood'])(
  'afterwards he is enrolled in nothing, with leave and without: %s',
  async (release) => {
    const backend = release.includes('dogwood') ? 'openedx-dogwood' : 'openedx-hawthorn'
    const { check, lms, plan } = await connect({ spec: `${release}, backendOverHttp: ${backend}` })
    const store = lms.run(plan)
    const enrolments = () => store.enrollments.active(store.learners.byUsername('probe')?.id ?? 0)
    await check()
    expect(enrolments()).toEqual([])
    await check({ mayEnrol: true })
    expect(enrolments()).toEqual([])
  },
)

test('who is enrolled already stays so', async () => {
  const settings = { enrolled: [{ username: 'probe', course: 'course-v1:edX+DemoX+Demo_Course' }] }
  const { check, lms } = await connect({ settings })
  const findings = await check({ mayEnrol: true })
  expect(outcome(findings).failed).toEqual([])
  expect(find(findings, 'enrollment').says).toBe('200, an enrolment')
  expect(find(findings, 'enrol').says).toMatch(/already enrolled in /)
  expect(lms.calls).not.toContain('POST /change_enrollment')
})

test.each([
  ['enrollment-refused', /is refused \(400\): An error occurred while creating/],
  ['enrollment-refused-in-words=Pay first.', /is refused \(403\): Pay first\./],
])('with leave the fault %s is found', async (fault, says) => {
  const { check } = await connect({ faults: [fault] })
  const findings = await check({ mayEnrol: true })
  expect(outcome(findings).failed).toEqual(['enrol'])
  expect(find(findings, 'enrol').says).toMatch(says)
})

test('what is called looks as from Richie’s page, and from the LMS’s own at the login', async () => {
  const seen = new Map<string, string>()
  const { check, plan, lms } = await connect({
    proxy: async (request, pass) => {
      const { headers, method, url } = request
      const names = ['origin', 'referer', 'x-csrftoken'].map((name) => headers.get(name))
      seen.set(`${method} ${new URL(url).pathname}`, names.map((name) => name?.slice(0, 60)).join(' '))
      return await pass()
    },
  })
  await check()
  const richie = plan.richie.site.origin
  const own = `http://edx.probed.localhost:${lms.port}`
  expect(seen.get('GET /api/user/v1/me')).toBe(`${richie} ${richie}/en/ `)
  expect(seen.get('POST /api/enrollment/v1/enrollment')).toMatch(`${richie} ${richie}/en/ `)
  expect(seen.get('POST /api/enrollment/v1/enrollment')).toMatch(/ \w{32}$/)
  expect(seen.get('GET /logout')).toBe(` ${richie}/en/ `)
  expect(seen.get('POST /api/user/v1/account/login_session/')).toMatch(`${own} ${own}/login `)
})

test('nothing that could be used again is in what is told', async () => {
  const secrets = new Set<string>()
  const { check } = await connect({
    mode: 'tls',
    spec: 'release: teak',
    proxy: async (request, pass) => {
      const answer = await pass()
      const pairs = [...answer.headers.getSetCookie(), ...(request.headers.get('cookie') ?? '').split('; ')]
      for (const pair of pairs) {
        const value = /^[^=;]*=([^;]*)/.exec(pair)?.[1] ?? ''
        if (value.length > 8) secrets.add(value)
      }
      return answer
    },
  })
  const text = JSON.stringify(await check({ mayEnrol: true }))
  expect(secrets.size).toBeGreaterThan(5)
  expect([...secrets].filter((secret) => text.includes(secret))).toEqual([])
  expect(text).not.toContain('secret of the hook')
})

test('of an LMS that is not ours, without a learner, what needs one says how to name one', async () => {
  const { check, skipped } = await connectExternal('backendOverHttp: openedx-hawthorn')
  const findings = await check({ learners: {} })
  expect(outcome(findings)).toEqual({ failed: [], warned: [] })
  const without = skipped(
    findings,
    /no learner was given: set CAMPUS_CHECK_EDX_EMAIL and CAMPUS_CHECK_EDX_PASSWORD/,
  )
  expect(without).toEqual(
    'login session-cookie me concurrent-logins throttle enrollment content-type csrf-cookie trusted-origin enrollment-post enrol way-back logout'.split(
      ' ',
    ),
  )
})

test('an LMS that is not ours, whose backend is base, is asked for one page only; why is said in one way', async () => {
  const { check, skipped, lms } = await connectExternal('backendOverHttp: base')
  const findings = await check({ learners: { edx: { email: 'probe@example.com', password: 'probe' } } })
  expect(outcome(findings)).toEqual({ failed: [], warned: [] })
  expect(skipped(findings, /^Richie does not call it: backend base$/)).toEqual(
    'shared-domain referrer-policy cors cors-foreign login session-cookie me concurrent-logins throttle enrollment content-type csrf-cookie trusted-origin enrollment-post enrol way-back logout'.split(
      ' ',
    ),
  )
  expect(lms.calls).toEqual(['GET /'])
})

test('of an LMS that is not ours a learner finds all that he finds at the mock', async () => {
  const { check } = await connectExternal('backendOverHttp: openedx-hawthorn')
  const findings = await check({ learners: { edx: { email: 'probe@example.com', password: 'probe' } } })
  expect(outcome(findings)).toEqual({ failed: [], warned: [] })
  expect(find(findings, 'enrollment-post').status).toBe('ok')
})

test('of an LMS that is not ours a wrong password is tried once, and a hand is asked to try it', async () => {
  const { check, lms } = await connectExternal('backendOverHttp: openedx-hawthorn')
  const findings = await check({ learners: { edx: { email: 'probe@example.com', password: 'wrong' } } })
  expect(outcome(findings).failed).toEqual(['login'])
  expect(lms.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1)
  expect(find(findings, 'login').fix[0]?.says).toContain('by hand')
})

test('the FUN images’ settings over https: what browsers do not keep, and every site allowed', async () => {
  const settings = { corsAllowAll: true, allowInsecure: true, cookieSecure: false, trustedOrigins: [] }
  const { check } = await connect({ mode: 'tls', spec: 'release: teak', settings })
  const findings = await check()
  expect(outcome(findings)).toEqual({ failed: ['session-cookie'], warned: ['cors-foreign'] })
})

/** The mock as somebody else's LMS. */
async function connectExternal(keys: string) {
  const spec = `provider: external, url: 'http://edx.probed.localhost:PORT', ${keys}`
  const connected = await connect({ spec, served: asTeak })
  const skipped = (findings: readonly Finding[], says: RegExp) =>
    findings.filter((one) => one.status === 'skipped' && says.test(one.says)).map(({ id }) => id)
  return { ...connected, skipped }
}
