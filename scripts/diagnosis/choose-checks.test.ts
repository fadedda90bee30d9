import { expect, test } from 'vitest'
import { ok } from './check.ts'
import { chooseChecks, requireChecks } from './choose-checks.ts'
import type { BoundCheck } from './run-checks.ts'

const check = (subject: string, id: string, ...needs: readonly string[]): BoundCheck => ({
  subject,
  id,
  needs,
  title: '',
  look: () => ok(''),
})
const checks = [
  check('richie', 'port'),
  check('richie', 'richie-page', 'port'),
  check('edx', 'port'),
  check('edx', 'heartbeat', 'port'),
  check('edx', 'login', 'heartbeat', 'richie-page'),
  check('edx', 'cors', 'heartbeat'),
]
const names = (chosen: readonly BoundCheck[]) => chosen.map(({ subject, id }) => `${subject}/${id}`)

test('without ids all are chosen', () => {
  expect(chooseChecks(checks, undefined)).toBe(checks)
})

test('a check comes with what it needs, and with what that needs, in their order', () => {
  expect(names(chooseChecks(checks, ['login']))).toEqual([
    'richie/port',
    'richie/richie-page',
    'edx/port',
    'edx/heartbeat',
    'edx/login',
  ])
})

test('an unknown id is refused with the nearest one', () => {
  const known = checks.map(({ id }) => id)
  expect(() => requireChecks(['cors', 'heartbaet'], known)).toThrow(
    expect.objectContaining({
      message: 'There is no check "heartbaet", did you mean "heartbeat"?',
      exitCode: 2,
    }),
  )
})
