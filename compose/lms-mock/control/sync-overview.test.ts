import { expect, test } from 'vitest'
import { openControl, testToken } from '../../../tests/lms-mock/testing/open-control.ts'
import type { Sync, SyncAttempt } from '../sync/sync.ts'

const courseId = 'course-v1:edX+DemoX+Demo_Course'

test('the overview counts the course runs synced to Richie, and says when it last answered', async () => {
  const attempt = (at: string, outcome: SyncAttempt['outcome']): SyncAttempt => ({
    at,
    outcome,
    courseId: courseId,
    url: 'https://richie.local.dev:8070/api/v1.0/course-runs-sync/',
    status: outcome === 'withheld' ? null : 200,
    said: '',
    attempt: 1,
    nextAt: null,
  })
  const sync: Sync = {
    attempts: () => [
      attempt('2026-11-23T04:59:00.000Z', 'withheld'),
      attempt('2026-11-23T04:58:00.000Z', 'refused'),
      attempt('2026-11-23T04:57:00.000Z', 'accepted'),
    ],
    report: () => ({
      richie: '1',
      left: 3,
      accepted: 4,
      withheld: 2,
      refused: [{ courseId: courseId, said: '400: no' }],
      away: 'ECONNREFUSED',
    }),
    push: () => undefined,
    close: () => undefined,
  }
  const { body } = await openControl({ controlToken: testToken, sync }).api('GET', '/overview')
  expect(body).toMatchObject({
    sync: {
      left: 3,
      accepted: 4,
      refused: 1,
      withheld: 2,
      away: 'ECONNREFUSED',
      toldAt: '2026-11-23T04:58:00.000Z',
    },
  })
  expect((await openControl().api('GET', '/overview')).body).toMatchObject({ sync: { toldAt: null } })
})
