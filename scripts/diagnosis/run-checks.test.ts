import { expect, test } from 'vitest'
import { UserError } from '../system/user-error.ts'
import { fail, ok, skip, type Check, type Verdict } from './check.ts'
import { bind, runChecks } from './run-checks.ts'

type Log = string[]

function check(id: string, verdict: Verdict | Error, needs: readonly string[] = []): Check<Log> {
  const look = (log: Log) => {
    log.push(id)
    if (verdict instanceof Error) throw verdict
    return verdict
  }
  return { id, title: `${id} works`, what: '', see: '', fix: '', needs, look }
}

test('what hangs on a failure is skipped because of the one at the root, and is not looked at', async () => {
  const log: Log = []
  const checks = [
    check('me', ok('as expected'), ['login']),
    check('login', ok('as expected'), ['port']),
    check('port', fail('refused', [])),
    check('other', ok('as expected')),
  ]
  const findings = await runChecks(bind(checks, 'edx', log))
  expect(findings.map(({ id, status, says, because }) => [id, status, says, because])).toEqual([
    ['me', 'skipped', 'since edx/port failed', 'edx/port'],
    ['login', 'skipped', 'since edx/port failed', 'edx/port'],
    ['port', 'fail', 'refused', undefined],
    ['other', 'ok', 'as expected', undefined],
  ])
  expect(log.toSorted()).toEqual(['other', 'port'])
})

test('a need that was skipped by its own reason does not hold up what comes after', async () => {
  const checks = [check('certificate', skip('http mode')), check('page', ok('there'), ['certificate'])]
  const findings = await runChecks(bind(checks, 'richie', []))
  expect(findings.map(({ status }) => status)).toEqual(['skipped', 'ok'])
})

test('a need is that of the same subject, else the checks of that id of all subjects', async () => {
  const failing = bind([check('port', fail('refused', []))], 'edx', [])
  const rest = bind([check('port', ok('open')), check('page', ok('there'), ['port'])], 'richie', [])
  const other = bind([check('sync', ok('accepted'), ['page', 'port'])], 'moodle', [])
  const findings = await runChecks([...failing, ...rest, ...other])
  expect(findings.map(({ subject, id, because }) => `${subject}/${id} ${because ?? ''}`)).toEqual([
    'edx/port ',
    'richie/port ',
    'richie/page ',
    'moodle/sync edx/port',
  ])
})

test('a check that breaks is a finding, and the others are found all the same', async () => {
  const findings = await runChecks(
    bind([check('broken', new Error('oops')), check('fine', ok('yes'))], 'x', []),
  )
  expect(findings.map(({ id, status }) => [id, status])).toEqual([
    ['broken', 'fail'],
    ['fine', 'ok'],
  ])
  expect(findings[0]?.evidence.join('\n')).toContain('oops')
})

test.each([
  ['make run', [{ says: 'make run' }]],
  [undefined, []],
])('what a person can fix (hint: %s) is a failure in its own words', async (hint, fix) => {
  const error = new UserError('Nothing runs.', { id: 'not-running', ...(hint === undefined ? {} : { hint }) })
  const [finding] = await runChecks(bind([check('heartbeat', error)], 'edx', []))
  expect(finding).toMatchObject({ status: 'fail', says: 'Nothing runs.', fix, evidence: [] })
})

test('a check begins after the one that it would disturb has ended, of all subjects where its own has none, and though that failed', async () => {
  const log: string[] = []
  const texts = { title: '', what: '', see: '', fix: '' }
  const logout: Check<string> = {
    id: 'logout',
    ...texts,
    after: ['tabs'],
    look: (subject) => ok(`${log.push(`${subject} logout`)}`),
  }
  const tabs: Check<string> = {
    id: 'tabs',
    ...texts,
    look: async (subject) => {
      await Promise.resolve()
      log.push(`${subject} tabs`)
      return fail('refused', [])
    },
  }
  const findings = await runChecks([...bind([logout], 'edx', 'edx'), ...bind([logout, tabs], 'old', 'old')])
  expect(log).toEqual(['old tabs', 'edx logout', 'old logout'])
  expect(findings.map(({ status }) => status)).toEqual(['ok', 'ok', 'fail'])
})
