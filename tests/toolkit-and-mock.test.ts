import { expect, expectTypeOf, test } from 'vitest'
import type * as Mock from '../compose/lms-mock/control/reports.ts'
import { parseFaultList } from '../compose/lms-mock/faults/parse-faults.ts'
import type * as MockLog from '../compose/lms-mock/log/request-log.ts'
import type * as MockReport from '../compose/lms-mock/sync/sync.ts'
import type * as Toolkit from '../scripts/commands/lms/reports.ts'
import { exampleFaults } from '../scripts/commands/lms/reports.ts'
import { withheldFault, type SyncReport } from '../scripts/engine/sync-report.ts'

/* Toolkit and mock import nothing of each other: here is what they must agree on. The types are checked by tsc. */

test('what the mock answers is what the toolkit reads', () => {
  expectTypeOf<Mock.OverviewReport>().toExtend<Toolkit.OverviewReport>()
  expectTypeOf<Mock.FaultReport>().toExtend<Toolkit.FaultReport>()
  expectTypeOf<MockLog.LoggedRequest>().toExtend<Toolkit.LoggedRequest>()
  expectTypeOf<MockReport.SyncReport>().toExtend<SyncReport>()
  expectTypeOf<Mock.SyncState['report']>().toEqualTypeOf<MockReport.SyncReport | null>()
})

test.each([...exampleFaults, withheldFault])(
  'the mock knows the fault %s, which the toolkit names',
  (fault) => {
    expect(parseFaultList([fault])).toEqual({ faults: expect.any(Map) })
  },
)
