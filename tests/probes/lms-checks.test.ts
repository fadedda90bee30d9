import { expect, test } from 'vitest'
import { lmsChecks } from '../../scripts/probes/lms/lms-checks.ts'
import { connect, outcome } from './connection.ts'

const releases = [
  ['http', 'release: teak, backendOverHttp: openedx-hawthorn'],
  ['http', 'release: teak, backendOverHttp: base'],
  ['http', 'release: hawthorn, backendOverHttp: openedx-hawthorn'],
  ['http', 'release: dogwood, backendOverHttp: openedx-dogwood'],
  ['tls', 'release: teak'],
  ['tls', 'release: hawthorn'],
  ['tls', 'release: dogwood'],
] as const

test.each(releases)('over %s a healthy LMS passes all: %s', async (mode, spec) => {
  const { check } = await connect({ mode, spec })
  const findings = await check()
  expect(outcome(findings)).toEqual({ failed: [], warned: [] })
  const skipped = findings.filter(({ status }) => status === 'skipped').map(({ id }) => id)
  expect(skipped).toEqual(['enrol', 'containers-reach', 'containers-trust'])
})

test('each check has an id of its own, and says what it is, how to see it and how to fix it', () => {
  expect(new Set(lmsChecks.map(({ id }) => id)).size).toBe(lmsChecks.length)
  for (const { title, what, see, fix } of lmsChecks) {
    expect([title, what, see, fix].every((text) => text.length > 10)).toBe(true)
    expect(title).not.toMatch(/\.$/)
  }
})

const teak = 'backendOverHttp: openedx-hawthorn'
const hawthorn = `release: hawthorn, ${teak}`
const dogwood = 'release: dogwood, backendOverHttp: openedx-dogwood'

test.each([
  ['slow=20', teak, []],
  ['dropped', teak, ['heartbeat']],
  ['maintenance', teak, ['heartbeat']],
  ['maintenance', dogwood, ['heartbeat']],
  ['cors-origin-refused', teak, ['cors']],
  ['cors-origin-refused', hawthorn, ['cors']],
  ['cors-origin-refused', dogwood, ['cors']],
  ['csrf-origin-refused', teak, ['trusted-origin']],
  // Before Django 4 the origin is not judged where the call counts as an allowed cross-domain one (openedx-api 4.3).
  ['csrf-origin-refused', hawthorn, []],
  ['server-error', teak, ['login']],
  ['server-error', dogwood, ['login']],
  ['session-expired', teak, ['me']],
  ['session-expired', dogwood, ['me']],
  // Without the cookie nobody gets through the login form either.
  ['csrf-cookie-withheld', teak, ['login']],
  ['csrf-cookie-withheld', dogwood, ['login']],
  ['throttled=0', teak, ['throttle']],
  ['throttled=1', teak, ['throttle']],
  ['throttled=40', teak, []],
  ['throttled=1', dogwood, ['throttle']],
  ['enrollment-refused', teak, []],
  ['enrollment-refused-in-words', teak, []],
  ['wrong-content-type', teak, ['content-type']],
  ['wrong-content-type', dogwood, ['content-type']],
  ['charset-suffix', teak, ['content-type']],
  ['charset-suffix', hawthorn, ['content-type']],
  ['webhook-withheld', teak, []],
])('the fault %s (%s) fails exactly %j, and is named first', async (fault, spec, failed) => {
  const { check } = await connect({ spec, faults: [fault] })
  const findings = await check()
  expect(outcome(findings)).toEqual({ failed, warned: ['mock-faults'] })
  expect(findings[0]?.says).toContain(fault)
  for (const { fix } of findings.filter(({ status }) => status === 'fail')) {
    expect(fix.map(({ command }) => command)).toEqual(
      expect.arrayContaining([expect.stringMatching(/fault --clear|logs edx/)]),
    )
  }
})
