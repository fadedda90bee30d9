import { expect, test } from 'vitest'
import { ok } from './check.ts'
import { runChecks, type BoundCheck, watchChecks } from './run-checks.ts'

const check = (id: string, look: BoundCheck['look'], needs: readonly string[] = []): BoundCheck => ({
  id,
  subject: 'edx',
  title: '',
  needs,
  look,
})

test('whoever watches is told what is being looked at and how much is done, also of a check that breaks', async () => {
  const told: string[] = []
  const broken = () => {
    throw new Error('broken')
  }
  const checks = [check('port', () => ok('')), check('login', broken, ['port'])]
  const findings = await runChecks(watchChecks(checks, (text) => told.push(text)))
  expect(findings.map(({ status }) => status)).toEqual(['ok', 'fail'])
  expect(told).toEqual(['0 of 2: edx/port', '1 of 2: ', '1 of 2: edx/login', '2 of 2: '])
})
