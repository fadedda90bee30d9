import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCheckout } from '../../e2e/support/checkout.ts'
import { shareDebian } from '../../e2e/support/debian.ts'
import { docker } from '../../e2e/support/docker.ts'
import { ask } from '../../e2e/support/http.ts'

/* What can be made again is made again by `campus up`; when it says ready, it is. An environment of its own, without the demo. */

const [name, richiePort] = ['campustest-lost', 18670]
const checkout = makeCheckout({
  name,
  richie: { port: richiePort, demo: 'none' },
  lms: { edx: { port: 18673 } },
})
beforeAll(async () => {
  await shareDebian(name)
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
})
afterAll(async () => {
  const { exitCode, output } = await checkout.campus(['clean', '--yes', '--images'])
  expect(exitCode, output).toBe(0)
  checkout.remove()
})

async function lose(service: string): Promise<void> {
  await docker(['rm', '-f', `${name}-${service}-1`])
  await docker(['volume', 'rm', `${name}_${service}`])
}

/** What a learner needs, after `campus up`. */
async function up() {
  const { exitCode, output } = await checkout.campus(['up'])
  const home = await ask(`http://localhost:${richiePort}/en/`)
  const search = await ask(`http://localhost:${richiePort}/api/v1.0/courses/?scope=objects`)
  const hasCourses = search.status === 200 && (JSON.parse(search.body) as { objects: [] }).objects.length >= 8
  return { output, seen: { exitCode, home: home.status, search: search.status, hasCourses } }
}

const ready = { exitCode: 0, home: 200, search: 200, hasCourses: true }

test('the volume of the search engine', async () => {
  await lose('search')
  const { seen, output } = await up()
  expect(seen, output).toEqual(ready)
})

test('the volume of the database', async () => {
  await lose('database')
  const { seen, output } = await up()
  expect(seen, output).toEqual(ready)
})

test('the secrets: the password of the admin is the one that status shows', async () => {
  const before = adminPassword()
  rmSync(join(checkout.dir, '.campus/secrets.json'))
  expect((await up()).seen).toEqual(ready)
  expect(adminPassword()).not.toBe(before)
  await expectAdminPassword(adminPassword())
})

test('a password that the admin chose stays', async () => {
  await shell("user.set_password('of-the-person'); user.save()")
  expect((await checkout.campus(['down'])).exitCode).toBe(0)
  expect((await up()).seen).toEqual(ready)
  await expectAdminPassword('of-the-person')
})

test('a service that was stopped is started, and that is not "nothing to do"', async () => {
  await docker(['stop', `${name}-gateway-1`])
  const { seen, output } = await up()
  expect(seen, output).toEqual(ready)
  expect(output).not.toContain('running already')
})

function adminPassword(): string {
  const secrets = readFileSync(join(checkout.dir, '.campus/secrets.json'), 'utf8')
  return (JSON.parse(secrets) as { adminPassword: string }).adminPassword
}

async function expectAdminPassword(password: string): Promise<void> {
  expect(await shell(`print('right', user.check_password('${password}'))`)).toContain('right True')
}

async function shell(python: string): Promise<string> {
  const user = 'from django.contrib.auth import get_user_model as u; user = u().objects.get(username="admin")'
  const { exitCode, output } = await checkout.campus(['manage', 'shell', '-c', `${user}; ${python}`])
  expect(exitCode, output).toBe(0)
  return output
}
