import { expect } from 'vitest'
import type { Verdict } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { anyMachine, type Described } from './any-machine.ts'

/** A line of a test's table: what is described, what a check makes of it, and a command among its fixes. */
export type VerdictRow = [
  title: string,
  check: DoctorCheck,
  described: Described,
  status: Verdict['status'],
  says: RegExp,
  command?: string,
]

/** A verdict is as the row says; what is not right has a fix, and what is right has none. */
export async function expectVerdict(
  ...[, check, described, status, says, command]: VerdictRow
): Promise<void> {
  const verdict = await check.look(anyMachine(described))
  expect([verdict.status, verdict.says]).toEqual([status, expect.stringMatching(says)])
  expect(verdict.fix.length > 0).toBe(status === 'warn' || status === 'fail')
  expect(verdict.fix.map((fix) => fix.command)).toEqual(
    expect.arrayContaining(command === undefined ? [] : [command]),
  )
}
