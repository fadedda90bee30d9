import { expect, test } from 'vitest'
import { fail, ok, skip, warn } from '../scripts/diagnosis/check.ts'
import type { Finding } from '../scripts/diagnosis/run-checks.ts'
import { allChecks } from '../scripts/doctor/all-checks.ts'
import { configuration } from '../scripts/probes/gateway/configuration.ts'
import { lmsChecks, proxiedChecks } from '../scripts/probes/lms/lms-checks.ts'
import { richieChecks } from '../scripts/probes/richie/richie-checks.ts'
import { severalChecks } from '../scripts/probes/several/several-checks.ts'
import { siteChecks } from '../scripts/probes/site/site-checks.ts'
import { allScenarios, brokenBy } from './long/full/sabotage/broken-by.ts'
import { differences } from './long/full/sabotage/judge.ts'
import { leftOut } from './long/full/sabotage/left-out.ts'

/* Which ids the sabotage of tests/long/full/sabotage breaks, and how it judges what was found. */

const checks = [
  configuration,
  ...siteChecks,
  ...richieChecks,
  ...lmsChecks,
  ...proxiedChecks,
  ...severalChecks,
  ...allChecks,
]
const ids = checks.map(({ id }) => id)

test.each(ids)('%s is broken by a scenario, or there is a reason why not', (id) => {
  const isBroken = brokenBy(id).length > 0
  expect({ id, isBroken, isLeftOut: id in leftOut }).toEqual({ id, isBroken, isLeftOut: !isBroken })
})

test('what is left out, or said to be broken, are ids', () => {
  const named = allScenarios.flatMap(({ fails, warns = [] }) =>
    [...fails, ...warns].map((name) => name.split('/').at(-1)),
  )
  expect([...Object.keys(leftOut), ...named].filter((id) => !ids.includes(id ?? ''))).toEqual([])
})

test('no two scenarios have one name', () => {
  const names = allScenarios.map(({ mode, name }) => `${mode} ${name}`)
  expect(new Set(names).size).toBe(names.length)
})

const found = (
  name: string,
  verdict: Pick<Finding, 'status' | 'says' | 'evidence' | 'fix'>,
  because?: string,
): Finding => {
  const [subject = '', id = ''] = name.split('/')
  return { subject, id, title: '', ms: 0, ...verdict, ...(because === undefined ? {} : { because }) }
}
const healthy = [
  found('edx/port', ok('')),
  found('edx/cors', ok('')),
  found('edx/enrol', skip('only with --enrol')),
]
const [, , skipped] = healthy as [Finding, Finding, Finding]

test.each<[string, readonly Finding[], readonly string[]]>([
  [
    'what was expected',
    [found('edx/port', fail('', [])), found('edx/cors', skip(''), 'edx/port'), skipped],
    [],
  ],
  [
    'another failure',
    [found('edx/port', fail('', [])), found('edx/cors', fail('', [])), skipped],
    ['edx/cors: fail (), not ok'],
  ],
  [
    'a warning',
    [found('edx/port', fail('', [])), found('edx/cors', warn('', [])), skipped],
    ['edx/cors: warn (), not ok'],
  ],
  ['no failure', healthy, ['edx/port: ok (), not fail']],
  [
    'something skipped because of something else',
    [found('edx/port', fail('', [])), found('edx/cors', skip(''), 'richie/port'), skipped],
    ['edx/cors: skipped (because of richie/port), not ok'],
  ],
  [
    'something skipped of its own',
    [found('edx/port', fail('', [])), found('edx/cors', skip('later')), skipped],
    ['edx/cors: skipped (later), not ok'],
  ],
  [
    'something that is gone',
    [found('edx/port', fail('', [])), skipped],
    ['edx/cors: is not among the findings'],
  ],
])('judged: %s', (_, findings, expected) => {
  expect(differences({ fails: ['edx/port'] }, healthy, findings)).toEqual(expected)
})
