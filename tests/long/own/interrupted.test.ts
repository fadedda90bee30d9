import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCheckout } from '../../e2e/support/checkout.ts'
import { shareDebian } from '../../e2e/support/debian.ts'
import { docker } from '../../e2e/support/docker.ts'
import { ask, askUntil } from '../../e2e/support/http.ts'
import { startCampus } from '../../e2e/support/running-command.ts'

/* Killed (SIGKILL) in the middle, at one point after the other, and run again. A small environment of its own. */

const local = {
  name: 'campustest-kill',
  richie: { port: 18370, database: 'sqlite', search: 'none', demo: 'none' },
  lms: { edx: { port: 18373 } },
}
const checkout = makeCheckout(local)
beforeAll(() => shareDebian('campustest-kill'))
afterAll(async () => {
  const { exitCode, output } = await checkout.campus(['clean', '--yes', '--images'])
  expect(exitCode, output).toBe(0)
  checkout.remove()
})

test('whatever the moment of a kill, the next run repairs', async () => {
  const moments = [/images/, /richie {5}/, /^ {2}gateway.*nginx/m, /^ {2}edx.*mock/m]
  for (const moment of moments) {
    const killed = await checkout.campus(['up'], { killAfter: (output) => moment.test(output) })
    expect(killed.exitCode, `not killed at ${moment}:\n${killed.output}`).toBe(137)
  }
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect((await ask('http://localhost:18370/en/')).status).toBe(200)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  '%s while compose puts a container in the place of another: the next run repairs',
  async (signal) => {
    const course = { id: `course-v1:x+${signal}+1`, title: signal }
    checkout.setLocal({ ...local, lms: { edx: { port: 18373, courses: [course] } } })
    const created = untilCreated(/^[0-9a-f]{12}_campustest-kill-edx-1$/)
    const up = startCampus(checkout.dir, ['up'])
    await created
    const { exitCode, errors } = await up.interrupt(signal)
    expect(exitCode, errors).toBe(signal === 'SIGKILL' ? null : 130)
    const again = await checkout.campus(['up'])
    expect(again.exitCode, again.output).toBe(0)
    expect(await docker(['ps', '-a', '--format', '{{.Names}}'])).not.toMatch(/_campustest-kill/)
    expect((await ask('http://localhost:18373/heartbeat')).status).toBe(200)
  },
)

/** Waits until the engine has created a container of that name. */
async function untilCreated(name: RegExp): Promise<void> {
  const format = '{{.Actor.Attributes.name}}'
  const events = spawn('docker', ['events', '--filter', 'event=create', '--format', format])
  try {
    for await (const line of createInterface({ input: events.stdout })) if (name.test(line)) return
  } finally {
    events.kill()
  }
  throw new Error(`The engine ended before it created ${name}`)
}

test('Richie killed in the middle of its first start goes on at the next', async () => {
  expect((await checkout.campus(['clean', '--yes'])).exitCode).toBe(0)
  checkout.setLocal({ ...local, richie: { ...local.richie, demo: 'small' } })
  const first = checkout.campus(['up'])
  const status = 'http://localhost:18370/__campus/status/richie.status'
  await askUntil(status, ({ body }) => body.includes('creating the demo site'), 240)
  await docker(['kill', 'campustest-kill-richie-1'])
  const { exitCode, output } = await first
  expect(exitCode).toBe(1)
  expect(output).toContain('richie did not become ready')
  const again = await checkout.campus(['up'])
  expect(again.exitCode, again.output).toBe(0)
  const count =
    "from richie.apps.courses.models import Course as C; print('courses', C.objects.filter(extended_object__publisher_is_draft=True, extended_object__title_set__language='en').distinct().count())"
  expect((await checkout.campus(['manage', 'shell', '-c', count])).output).toContain('courses 19')
})

test('without a search engine the pages work, and the search page says what is off', async () => {
  const page = await ask('http://localhost:18370/en/courses/')
  expect(page.status).toBe(200)
  expect(page.body).toContain('richie.search')
  const api = await ask('http://localhost:18370/api/v1.0/courses/')
  expect(api.status).toBe(503)
  expect(JSON.stringify(JSON.parse(api.body))).toContain('richie.search')
  const publish = await checkout.campus([
    'manage',
    'shell',
    '-c',
    "from richie.apps.courses.models import Course; c = Course.objects.filter(extended_object__publisher_is_draft=True).first(); print('published', c.extended_object.publish('en'))",
  ])
  expect(publish.output).toContain('published True')
})

test('the state is private to its owner', async () => {
  expect(readFileSync(join(checkout.dir, '.campus/secrets.json'), 'utf8')).toContain('adminPassword')
  const secrets = ['-type', 'f', '-path', '*secret*', '-perm', '/077']
  expect(execFileSync('find', [join(checkout.dir, '.campus'), ...secrets], { encoding: 'utf8' })).toBe('')
})
