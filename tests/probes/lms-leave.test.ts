import { expect, test } from 'vitest'
import { connect } from './connection.ts'
import { at, changed, type Proxy } from './proxy.ts'

/* Whoever logged in is logged out, and whoever was enrolled for a try is taken out, however a check ends. */

type Leave = () => Promise<string | undefined>

function collect() {
  const leaving: Leave[] = []
  const atEnd = (leave: Leave) => void leaving.push(leave)
  return { atEnd, leave: async () => await Promise.all(leaving.map((one) => one())) }
}

test.each<readonly [string, Proxy | undefined, readonly string[] | undefined]>([
  ['only the login is asked for', undefined, ['login']],
  [
    'Richie never hears who it is',
    at('GET', '/api/user/v1/me', (answer) => changed(answer, 500, '')),
    undefined,
  ],
])('where %s, the learner is logged out at the end', async (_, proxy, only) => {
  const { check, lms } = await connect(proxy === undefined ? {} : { proxy })
  const { atEnd, leave } = collect()
  await check({ atEnd }, only)
  expect(lms.calls).not.toContain('GET /logout')
  expect(await leave()).toEqual([undefined])
  expect(lms.calls.at(-1)).toBe('GET /logout')
})

test.each([
  ['was logged out', {}, 1],
  ['never logged in', { learners: {} }, 0],
])('who %s is not logged out once more', async (_, given, times) => {
  const { check, lms } = await connect()
  const { atEnd, leave } = collect()
  await check({ atEnd, ...given })
  await leave()
  expect(lms.calls.filter((call) => call === 'GET /logout')).toHaveLength(times)
})

test('a check that is stopped while the learner is enrolled takes him out, logs out, and asks nothing else', async () => {
  const reading = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const { check, lms, plan } = await connect({
    proxy: async ({ url, method }, pass) => {
      const isRead =
        method === 'GET' &&
        url.includes('/enrollment/probe,') &&
        lms.calls.includes('POST /api/enrollment/v1/enrollment')
      if (isRead) reading.resolve()
      if (isRead) await goOn.promise
      return await pass()
    },
  })
  expect(plan.lmses).toHaveLength(1)
  const { atEnd, leave } = collect()
  const checking = check({ atEnd, mayEnrol: true })
  await reading.promise
  const left = leave()
  goOn.resolve()
  expect(await left).toEqual([undefined])
  await checking
  expect(lms.calls.slice(-2)).toEqual(['POST /change_enrollment', 'GET /logout'])
})

test('where he can not be taken out, it says where he is enrolled', async () => {
  const proxy = at('POST', '/change_enrollment', (answer) => changed(answer, 503, 'busy'))
  const { check } = await connect({ proxy })
  const { atEnd, leave } = collect()
  await check({ atEnd, mayEnrol: true })
  expect(await leave()).toEqual([
    expect.stringMatching(
      /may still be enrolled in course-v1:edX\+DemoX\+Demo_Course\. Check at http.*\/dashboard\.$/,
    ),
  ])
})

test('an answer that does not say whether he is enrolled is no reason to leave him so', async () => {
  const proxy = at('POST', '/api/enrollment/', (answer) =>
    answer.status === 200 ? changed(answer, 200, '{}') : answer,
  )
  const { check, lms } = await connect({ proxy })
  await check({ mayEnrol: true })
  expect(lms.calls).toContain('POST /change_enrollment')
})
