import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { docker } from '../support/docker.ts'
import { name, richiePort, edxPort, checkout, local } from '../support/environment.ts'
import { ask, askUntil } from '../support/http.ts'

/* What happens to a running environment when something changes, or goes wrong. */

const richie = `http://richie.${name}.localhost:${richiePort}`
const template = join(checkout.dir, 'nginx/site.conf.hbs')
const goodTemplate = readFileSync(template, 'utf8')

afterEach(async () => {
  checkout.setLocal(local)
  writeFileSync(template, goodTemplate)
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
})

test('a new gateway configuration is taken without dropping a connection', async () => {
  const gateway = await docker(['inspect', '-f', '{{.State.StartedAt}}', `${name}-gateway-1`])
  writeFileSync(
    template,
    goodTemplate.replace('location / {', 'location = /new { return 204; }\n        location / {'),
  )
  const statuses: (number | string)[] = []
  const visit = new AbortController()
  const visitor = (async () => {
    while (!visit.signal.aborted) {
      const reply = await ask(`${richie}/__lbheartbeat__`).catch((error: Error) => error)
      statuses.push(reply instanceof Error ? reply.message : reply.status)
    }
  })()
  const { exitCode, output } = await checkout.campus(['up'])
  visit.abort()
  await visitor
  expect(exitCode, output).toBe(0)
  expect((await ask(`${richie}/new`)).status).toBe(204)
  expect(statuses.length).toBeGreaterThan(10)
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(await docker(['inspect', '-f', '{{.State.StartedAt}}', `${name}-gateway-1`])).toBe(gateway)
})

test('a configuration that nginx refuses leaves the last good one on disk and serving', async () => {
  const file = join(checkout.dir, 'generated/nginx/nginx.conf')
  const before = readFileSync(file, 'utf8')
  writeFileSync(template, goodTemplate.replace('location / {', 'no_such_directive on;\n        location / {'))
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode).toBe(1)
  expect(output).toContain('unknown directive "no_such_directive"')
  expect(output).toContain('the last good one stays active')
  expect(output).toContain('docs/troubleshooting.md#configuration-refused')
  expect(readFileSync(file, 'utf8')).toBe(before)
  expect((await ask(`${richie}/en/`)).status).toBe(200)
  await docker(['restart', `${name}-gateway-1`])
  await askUntil(`${richie}/en/`, (reply) => reply.status === 200)
})

test('a generated file that a person edited is shown and kept aside', async () => {
  const file = join(checkout.dir, 'generated/compose.yaml')
  const good = readFileSync(file, 'utf8')
  writeFileSync(file, good.replace('shm_size: 128m', 'shm_size: 256m # mine'))
  const check = await checkout.campus(['render', '--check'])
  expect(check.exitCode).toBe(1)
  expect(check.output).toContain('-    shm_size: 256m # mine')
  const { exitCode, output } = await checkout.campus(['render'])
  expect(exitCode).toBe(0)
  expect(output).toContain('was edited by hand')
  expect(output).toContain('-    shm_size: 256m # mine')
  const kept = /kept at (\S+)/.exec(output)?.[1] ?? ''
  expect(readFileSync(join(checkout.dir, kept), 'utf8')).toContain('shm_size: 256m # mine')
  expect(readFileSync(file, 'utf8')).toBe(good)
})

test('a port that another program holds is named with its holder, before anything is started', async () => {
  const server = await listen()
  const { port } = server.address() as AddressInfo
  checkout.setLocal({ ...local, lms: { edx: { port } } })
  const { exitCode, output } = await checkout.campus(['up'])
  server.close()
  expect(exitCode).toBe(1)
  expect(output).toContain(`Port ${port} is held by`)
  expect(output).toContain(`pid ${process.pid}`)
  expect(output).toContain('set lms.edx.port in environment.local.yaml')
  expect(output).toContain('docs/troubleshooting.md#port-taken')
})

test('a service that fails stops the wait at once, with the end of its log', async () => {
  const entrypoint = join(checkout.dir, 'compose/lms-mock/server.ts')
  const good = readFileSync(entrypoint, 'utf8')
  writeFileSync(entrypoint, `if (process.env['CAMPUS_STATUS']) throw new Error('broken on purpose')\n${good}`)
  const { exitCode, output } = await checkout.campus(['up'])
  writeFileSync(entrypoint, good)
  expect(exitCode).toBe(1)
  expect(output).toContain('edx did not become ready')
  expect(output).toContain('broken on purpose')
  expect(output).toContain('docs/troubleshooting.md#service-not-ready')
  expect(output).toContain('bin/campus logs edx')
})

test('a change of the spec restarts what it concerns and nothing else', async () => {
  const started = async (service: string) =>
    docker(['inspect', '-f', '{{.State.StartedAt}}', `${name}-${service}-1`])
  const before = {
    richie: await started('richie'),
    database: await started('database'),
    edx: await started('edx'),
  }
  checkout.setLocal({
    ...local,
    lms: { edx: { ...local.lms.edx, courses: [{ id: 'course-v1:a+NEWX+c', title: 'A new course' }] } },
  })
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect(await started('database')).toBe(before.database)
  expect(await started('edx')).not.toBe(before.edx)
  const { body } = await ask(`${richie}/api/v1.0/courses/?query=NEWX`)
  expect(body).toContain('A new course')
  expect((await ask(`http://localhost:${edxPort}/courses/course-v1:a+NEWX+c/info`)).body).toContain(
    'A new course',
  )
})

async function listen(): Promise<Server> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
