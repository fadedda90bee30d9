import { expect, test } from 'vitest'
import { openControl, type OpenControl } from '../../../tests/lms-mock/testing/open-control.ts'
import type { LoggedRequest } from './request-log.ts'

const richie = 'https://richie.local.dev:8070'

async function logged(lms: OpenControl): Promise<readonly LoggedRequest[]> {
  return (await lms.api('GET', '/requests')).body as readonly LoggedRequest[]
}

test('a request is there with its answer, a refused one with what it carried', async () => {
  const lms = openControl()
  await lms.ask('GET', '/courses')
  await lms.ask('GET', '/api/user/v1/me', { Origin: richie })
  const [refused, shown] = await logged(lms)
  expect(refused).toMatchObject({
    method: 'GET',
    path: '/api/user/v1/me',
    status: 401,
    learner: null,
    facts: `401: no cookies were sent; origin ${richie}; referer none`,
  })
  expect(shown).toMatchObject({ path: '/courses', status: 200, facts: null })
})

test('neither the control page nor the health check is in it', async () => {
  const lms = openControl()
  await lms.ask('GET', '/heartbeat')
  await lms.ask('GET', '/mock/')
  await lms.api('GET', '/overview')
  expect(await logged(lms)).toEqual([])
})

test('faults are logged, and a cut connection has no status', async () => {
  const lms = openControl()
  await lms.ask('GET', '/courses', { 'X-Mock-Fault': 'slow=1, dropped' })
  expect(await logged(lms)).toMatchObject([
    { status: 0, faults: ['slow=1', 'dropped'], rule: 'fault dropped' },
  ])
})

test('a preflight names its rule', async () => {
  const lms = openControl()
  await lms.ask('OPTIONS', '/api/user/v1/me', { Origin: richie, 'Access-Control-Request-Method': 'POST' })
  expect(await logged(lms)).toMatchObject([{ method: 'OPTIONS', status: 200, rule: '4.1 preflight' }])
})

test('of a query only harmless values are shown', async () => {
  const lms = openControl()
  await lms.ask('GET', '/login?next=richie/en/&password=hidden&code=hidden')
  expect((await logged(lms))[0]?.path).toBe('/login?next=richie/en/&password=...&code=...')
})

test('no secret of a whole login and enrolment is in it', async () => {
  const lms = openControl()
  const secrets = ['hidden-password', 'hidden-token', 'hidden-session']
  const headers = {
    Cookie: 'edx_session=hidden-session; csrftoken=hidden-token',
    'X-CSRFToken': 'hidden-token',
    Authorization: 'Bearer hidden-token',
    'Content-Type': 'application/x-www-form-urlencoded',
  }
  await lms.ask('POST', '/api/user/v2/account/login_session/', headers, 'email=edx&password=hidden-password')
  await lms.ask('POST', '/api/enrollment/v1/enrollment?token=hidden-token', headers, 'hidden-password')
  const text = JSON.stringify(await logged(lms))
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
})
