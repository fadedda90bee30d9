import { afterEach, expect, test } from 'vitest'
import { docker } from '../support/docker.ts'
import { name, richiePort, edxPort, checkout } from '../support/environment.ts'
import { ask, askUntil } from '../support/http.ts'

const edx = `http://edx.${name}.localhost:${edxPort}`
const me = `${edx}/api/user/v1/me`

afterEach(async () => {
  await lms('fault', '--clear')
})

async function lms(...argv: readonly string[]): Promise<{ exitCode: number; output: string }> {
  return await checkout.campus(['lms', 'edx', ...argv])
}

async function json<T>(...argv: readonly string[]): Promise<T> {
  return JSON.parse((await checkout.campus([...argv, '--json'])).output) as T
}

test('the printed link opens the control page, and its token is in no log of the gateway', async () => {
  const { control } = await json<{ control: string }>('lms', 'edx')
  const token = new URL(control).searchParams.get('token') ?? 'none'
  const link = await ask(control)
  expect([link.status, link.headers.location]).toEqual([303, '/mock/'])
  const cookie = link.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const page = await ask(`${edx}/mock/`, { headers: { cookie } })
  expect(page.body).toContain('<h1>Overview</h1>')
  expect((await ask(`${edx}/mock/`)).status).toBe(403)
  const { output } = await checkout.campus(['logs', '--tail', '1000'])
  expect(output).not.toContain(token)
})

test('a fault is told by status, met by requests, and cleared by one command', async () => {
  expect((await lms('fault', 'server-error', 'slow=5')).output).toContain(
    'edx has active faults: slow=5, server-error',
  )
  const status = await checkout.campus(['status'])
  expect(status.output).toMatch(/edx +mock LMS.*\n +active faults: slow=5, server-error/)
  expect(status.exitCode).toBe(0)
  expect(await json('status')).toMatchObject({ lms: [{ faults: ['slow=5', 'server-error'] }] })
  expect((await ask(me)).status).toBe(500)
  await lms('fault', '--clear')
  expect((await ask(me)).status).toBe(401)
  expect(await json('status')).toMatchObject({ lms: [{ faults: [] }] })
})

test('a dropped connection is cut by the gateway too, and the environment stays healthy', async () => {
  await lms('fault', 'dropped')
  await expect(ask(me)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect((await checkout.campus(['status'])).exitCode).toBe(0)
  expect((await ask(`${edx}/heartbeat`)).status).toBe(200)
  await lms('fault', '--clear', 'dropped')
  expect((await ask(me)).status).toBe(401)
})

test('the gateway passes a 503 of the LMS, and does not take it for one that is down', async () => {
  await lms('fault', 'maintenance')
  const { status, headers, body } = await ask(`${edx}/courses`)
  expect([status, headers['retry-after']]).toEqual([503, '300'])
  expect(body).toContain('Down for maintenance')
})

test('an unknown fault is a mistake on the command line', async () => {
  const { exitCode, output } = await lms('fault', 'throtled')
  expect([exitCode, output]).toEqual([2, expect.stringContaining('did you mean "throttled"?')])
})

test('the last requests tell why one was refused', async () => {
  await ask(me, { headers: { origin: `http://richie.${name}.localhost:${richiePort}` } })
  const { output } = await lms('requests')
  expect(output).toMatch(/401 .* GET \/api\/user\/v1\/me/)
  expect(output).toContain(`401: no cookies were sent; origin http://richie.${name}.localhost:${richiePort}`)
})

test('a reset brings back what the spec says, and asks before', async () => {
  expect((await lms('reset', '--yes')).exitCode).toBe(0)
  const before = await json<{ learners: number }>('lms', 'edx')
  const form = { email: 'anna@example.com', username: 'anna', password: 'anna-anna', name: 'Anna' }
  const body = new URLSearchParams({ ...form, terms_of_service: 'true', honor_code: 'true' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await ask(`${edx}/api/user/v2/account/registration/`, { method: 'POST', headers, body })
  expect(await json('lms', 'edx')).toMatchObject({ learners: before.learners + 1 })
  expect((await lms('reset')).output).toContain('Add --yes')
  expect((await lms('reset', '--yes')).exitCode).toBe(0)
  expect(await json('lms', 'edx')).toMatchObject({ learners: before.learners, faults: [] })
})

test('an LMS that does not run is told of, with the command that starts it', async () => {
  await docker(['stop', `${name}-edx-1`])
  const { exitCode, output } = await lms()
  const status = await checkout.campus(['status'])
  await docker(['start', `${name}-edx-1`])
  await askUntil(`${edx}/heartbeat`, (reply) => reply.status === 200)
  expect([exitCode, output]).toEqual([1, expect.stringMatching(/edx is not running[^]*make run/)])
  expect(status.output).toMatch(/edx +mock LMS.* exited \(0\)/)
})
