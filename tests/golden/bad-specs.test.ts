import { expect, test } from 'vitest'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { formatProblem } from '../../scripts/environment/problem.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import { facts } from './facts.ts'
import { readBadSpecCases } from './bad-spec-case.ts'

const cases = readBadSpecCases()

test('there are at least 20 bad specs', () => {
  expect(cases.length).toBeGreaterThanOrEqual(20)
})

test.each(cases)('$name', async ({ path, base, local }) => {
  const localText = local === undefined ? undefined : { file: 'environment.local.yaml', text: local }
  const loaded = loadEnvironment({ file: 'environment.yaml', text: base }, localText)
  const { faults } = makePlan(loaded.environment, 'http', facts)
  const said = loaded.withFaults(faults).map(formatProblem).join('\n')
  expect(said).not.toBe('')
  // `vitest -u` writes what is said into the file; a person reads the diff.
  const spec = local === undefined ? base : `${base}=== environment.local.yaml\n${local}`
  await expect(`${spec}=== problems\n${said}\n`).toMatchFileSnapshot(path)
})
