import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { hasIpv6Loopback } from '../../../scripts/system/ports.ts'
import { docker } from '../support/docker.ts'
import { name, richiePort, edxPort, checkout, local } from '../support/environment.ts'
import { ask, askUntil } from '../support/http.ts'

const richie = `http://richie.${name}.localhost:${richiePort}`

test('the first up ends with where everything is', () => {
  const said = inject('firstUp')
  expect(said).toContain(richie)
  expect(said).toContain(`http://edx.${name}.localhost:${edxPort}`)
  expect(said).toContain('edx@example.com / edx')
  expect(said).toContain('bin/campus status --secrets')
  const secrets = readFileSync(join(checkout.dir, '.campus/secrets.json'), 'utf8')
  const { adminPassword } = JSON.parse(secrets) as { adminPassword: string }
  expect(adminPassword).toMatch(/^\w{12,}$/)
  expect(said).not.toContain(adminPassword)
})

test.each([
  ['the canonical name', richie, undefined],
  ['localhost', `http://localhost:${richiePort}`, undefined],
  ['the documented name', `http://127.0.0.1:${richiePort}`, `richie.local.dev:${richiePort}`],
])("Richie's home answers on %s", async (_, origin, host) => {
  const { status, body } = await ask(`${origin}/en/`, { headers: host === undefined ? {} : { host } })
  expect(status).toBe(200)
  expect(body).toContain('__richie_frontend_context__')
})

test.runIf(await hasIpv6Loopback())("Richie's home answers on IPv6's loopback", async () => {
  expect((await ask(`http://[::1]:${richiePort}/en/`)).status).toBe(200)
})

test('the search lists courses, open ones first', async () => {
  const { status, body } = await ask(`${richie}/api/v1.0/courses/?scope=objects`)
  expect(status).toBe(200)
  const { meta, objects } = JSON.parse(body) as {
    meta: { total_count: number }
    objects: { state: { priority: number } }[]
  }
  expect(meta.total_count).toBeGreaterThanOrEqual(8)
  const priorities = objects.map((course) => course.state.priority)
  expect(priorities[0], 'an open course').toBe(0)
  expect(priorities).toEqual(priorities.toSorted((a, b) => a - b))
})

test('the LMS answers', async () => {
  const { status, body } = await ask(`http://localhost:${edxPort}/heartbeat`)
  expect(status).toBe(200)
  expect(JSON.parse(body)).toMatchObject({ sql: { status: true } })
})

test('a second up changes nothing and says so', async () => {
  const before = await docker([
    'ps',
    '--no-trunc',
    '--format',
    '{{.ID}} {{.Names}}',
    '--filter',
    `label=com.docker.compose.project=${name}`,
  ])
  const { exitCode, output } = await checkout.campus(['up'])
  expect(output).toContain('Nothing to do: all 5 services were running already.')
  expect(exitCode).toBe(0)
  const after = await docker([
    'ps',
    '--no-trunc',
    '--format',
    '{{.ID}} {{.Names}}',
    '--filter',
    `label=com.docker.compose.project=${name}`,
  ])
  expect(after).toBe(before)
  expect((await checkout.campus(['render', '--check'])).exitCode).toBe(0)
})

test('status tells scripts and people the same', async () => {
  const plain = await checkout.campus(['status'])
  expect(plain.exitCode).toBe(0)
  expect(plain.output).toContain(richie)
  const json = await checkout.campus(['status', '--json'])
  const document = JSON.parse(json.output) as {
    services: { name: string; health: string }[]
    admin: { password?: string }
  }
  expect(document.services.map((service) => service.name)).toEqual([
    'gateway',
    'edx',
    'database',
    'search',
    'richie',
  ])
  expect(document.services.every((service) => service.health === 'healthy')).toBe(true)
  expect(document.admin.password).toBeUndefined()
  const secrets = JSON.parse(
    (await checkout.campus(['status', '--json', '--secrets'])).output,
  ) as typeof document
  expect(secrets.admin.password).toMatch(/^\w{12,}$/)
})

test('stop and start keep the data', async () => {
  const title = `Kept ${Date.now()}`
  const store = await checkout.campus([
    'manage',
    'shell',
    '-c',
    `from django.contrib.auth import get_user_model as u; u().objects.create_user('${title}', password='x')`,
  ])
  expect(store.exitCode, store.output).toBe(0)
  // A mistake in the spec keeps nobody from stopping.
  writeFileSync(join(checkout.dir, 'environment.local.yaml'), 'richie:\n\tport: 1\n')
  const down = await checkout.campus(['down'])
  checkout.setLocal(local)
  expect(down.output).toContain('environment.local.yaml:2:1 a tab indents this line')
  expect(down.exitCode, down.output).toBe(0)
  expect(await docker(['ps', '-aq', '--filter', `label=com.docker.compose.project=${name}`])).toBe('')
  const up = await checkout.campus(['up'])
  expect(up.exitCode, up.output).toBe(0)
  expect(up.output, 'a first-start step was repeated').not.toMatch(
    /creating the demo site|migrating the database/,
  )
  const read = await checkout.campus([
    'manage',
    'shell',
    '-c',
    `from django.contrib.auth import get_user_model as u; print('found', u().objects.filter(username='${title}').count())`,
  ])
  expect(read.output).toContain('found 1')
})

test("Richie's container killed: our page meanwhile, and it serves again by itself once it is back", async () => {
  const gateway = await docker(['inspect', '-f', '{{.State.StartedAt}}', `${name}-gateway-1`])
  await docker(['rm', '-f', `${name}-richie-1`])
  const down = await ask(`${richie}/en/`)
  expect(down.status).toBe(503)
  expect(down.headers['retry-after']).toBe('2')
  expect(down.body).toContain('Richie does not answer')
  expect(down.body).toContain('bin/campus logs richie')
  const status = await checkout.campus(['status'])
  expect(status.exitCode).toBe(1)
  expect((await checkout.campus(['up'])).exitCode).toBe(0)
  const back = await askUntil(`${richie}/en/`, (reply) => reply.status === 200)
  expect(back.body).toContain('__richie_frontend_context__')
  expect(await docker(['inspect', '-f', '{{.State.StartedAt}}', `${name}-gateway-1`])).toBe(gateway)
})
