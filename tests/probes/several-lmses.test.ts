import { expect, test } from 'vitest'
import { connectSeveral, findOf } from './connect-several.ts'
import { at } from './proxy.ts'

/* Several LMSes below one domain: what they share. */

const hawthorn = { spec: 'port: PORT, release: hawthorn, backendOverHttp: openedx-hawthorn' }
const dogwood = { spec: 'port: PORT, release: dogwood, backendOverHttp: openedx-dogwood' }
const teak = { spec: 'port: PORT, release: teak, backendOverHttp: openedx-hawthorn' }
const faked = { spec: 'port: PORT, release: teak, backendOverHttp: base' }
const external = {
  spec: "provider: external, url: 'http://far.probed.localhost:PORT', backendOverHttp: openedx-hawthorn",
  served: 'release: teak, backendOverHttp: openedx-hawthorn',
}

test('an older tab is refused and a new one enrols, at mocks of any release, whoever is asked last', async () => {
  const { check } = await connectSeveral({ edx: hawthorn, old: dogwood, new: teak })
  const findings = await check(['older-tab', 'same-learner', 'logout'])
  expect(findings.filter(({ status }) => status === 'fail')).toEqual([])
  for (const key of ['old', 'new']) {
    const found = findOf(findings, `${key}/older-tab`)
    expect(found).toMatchObject({
      status: 'ok',
      says: `a tab of ${key} older than one of edx gets 403, a new tab enrols`,
    })
    expect(found.evidence.join('\n')).toContain('CSRF')
    expect(findOf(findings, `${key}/same-learner`)).toMatchObject({ status: 'ok', says: 'probe' })
  }
  expect(findings.some(({ subject, id }) => subject === 'edx' && id === 'older-tab')).toBe(false)
})

test('one that is not ours is not called for the older tab, which is one of ours', async () => {
  const { check, lmses } = await connectSeveral({ edx: hawthorn, far: external })
  const found = findOf(await check(['older-tab']), 'far/older-tab')
  expect(found.says).toBe('a tab of edx older than one of far gets 403, a new tab enrols')
  const posts = (calls: readonly string[]) =>
    calls.filter((call) => call === 'POST /api/enrollment/v1/enrollment')
  expect(posts(lmses.far.calls)).toHaveLength(1)
  expect(posts(lmses.edx.calls)).toHaveLength(3)
})

test('where the new tab does not get the cookie either, it fails', async () => {
  let asked = 0
  // A cache in front answers the second enrollment GET of a run that does not exist.
  const proxy = at('GET', '/api/enrollment/v1/enrollment/probe,', ({ status, body, headers }) => {
    const kept = new Headers(headers)
    if (++asked > 1) kept.delete('Set-Cookie')
    return new Response(body, { status, headers: kept })
  })
  const { check } = await connectSeveral({ edx: hawthorn, new: { ...teak, proxy } })
  const found = findOf(await check(['older-tab']), 'new/older-tab')
  expect(found.status).toBe('fail')
  expect(found.says).toMatch(/^after a page of edx, new answers 403 \(CSRF Failed: .*\) to a new tab too$/)
})

test.each([
  [
    'enrolment is faked at one of them',
    { edx: hawthorn, other: faked },
    {},
    'enrolment at other is faked in the browser',
  ],
  [
    'no learner is known there',
    { edx: hawthorn, other: external },
    { edx: { email: 'probe@example.com', password: 'probe' } },
    'no learner was given for other',
  ],
] as const)('what both share is not looked at where %s', async (_, lmses, learners, says) => {
  const { check, plan } = await connectSeveral(lmses)
  const given = Object.keys(learners).length > 0 ? { learners } : {}
  const findings = await check(['older-tab', 'same-learner'], given)
  expect(plan.authentication).toBe('edx')
  expect(findOf(findings, 'other/older-tab')).toMatchObject({ status: 'skipped', says })
  expect(findOf(findings, 'other/same-learner')).toMatchObject({ status: 'skipped', says })
})

test('another username than at the LMS that Richie logs in to fails, with what Richie then shows', async () => {
  const { check } = await connectSeveral({ edx: hawthorn, far: external })
  const probe = { email: 'probe@example.com', password: 'probe' }
  const learners = { edx: probe, far: { email: 'edx@example.com', password: 'edx' } }
  const found = findOf(await check(['same-learner'], { learners }), 'far/same-learner')
  expect(found.status).toBe('fail')
  expect(found.says).toMatch(
    /^the learner is probe at edx, .* and edx at far: .* "Enrollment fetching failed"$/,
  )
  expect(found.fix[0]?.says).toContain('CAMPUS_CHECK_FAR_EMAIL')
})

test('an LMS of Richie that is tried before and takes the links of another fails lms-regex of that one', async () => {
  const { check } = await connectSeveral({ edx: faked, other: faked }, { greedy: '^.*/courses/(.*)/info$' })
  const found = findOf(await check(['lms-regex']), 'other/lms-regex')
  expect(found.status).toBe('fail')
  expect(found.says).toMatch(
    /^Richie's page matches http:\/\/other\..* to http:\/\/greedy\.example, which comes first$/,
  )
})
