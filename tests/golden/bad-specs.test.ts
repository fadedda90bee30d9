import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { formatProblem } from '../../scripts/environment/problem.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import { readBadSpecCases } from './bad-spec-case.ts'

const cases = readBadSpecCases()

test('there are at least 20 bad specs', () => {
  expect(cases.length).toBeGreaterThanOrEqual(20)
})

test.each(cases)('$name', ({ path, base, local, problems }) => {
  const localText = local === undefined ? undefined : { file: 'environment.local.yaml', text: local }
  const loaded = loadEnvironment({ file: 'environment.yaml', text: base }, localText)
  const { faults } = makePlan(loaded.environment, 'http', { ipv6: true })
  const said = loaded.withFaults(faults).map(formatProblem).join('\n')
  // UPDATE_GOLDEN=1 writes what is said into the file; the diff is then read by a person.
  if (process.env['UPDATE_GOLDEN'] === '1') {
    const parts = [base, local === undefined ? '' : `=== environment.local.yaml\n${local}`]
    writeFileSync(path, `${parts.join('')}=== problems\n${said}\n`)
  } else {
    expect(said).toBe(problems)
  }
  expect(said).not.toBe('')
})
