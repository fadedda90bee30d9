import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { name, richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { ask } from '../../e2e/support/http.ts'

/* What happens to a running environment when something changes; the rest of it is in tests/e2e/full/changes.test.ts. */

const richie = `http://richie.${name}.localhost:${richiePort}`
const template = join(checkout.dir, 'nginx/site.conf.hbs')
const goodTemplate = readFileSync(template, 'utf8')

afterEach(async () => {
  checkout.setLocal(local)
  writeFileSync(template, goodTemplate)
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
})

test('after an LMS has moved to another port its courses still lead to it', async () => {
  checkout.setLocal({ ...local, lms: { edx: { port: edxPort + 1 } } })
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect((await ask(`http://localhost:${edxPort + 1}/heartbeat`)).status).toBe(200)
  const links = await checkout.campus([
    'manage',
    'shell',
    '-c',
    "from richie.apps.courses.models import CourseRun; print('links', sorted({run.resource_link.split('/courses/')[0] for run in CourseRun.objects.all()}))",
  ])
  expect(links.output).toContain(`links ['http://edx.${name}.localhost:${edxPort + 1}']`)
})

test('generated/ and the secrets may be deleted while all runs', async () => {
  rmSync(join(checkout.dir, 'generated'), { recursive: true })
  const secrets = join(checkout.dir, '.campus/secrets.json')
  const kept = readFileSync(secrets)
  rmSync(secrets)
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect((await ask(`${richie}/en/`)).status).toBe(200)
  writeFileSync(
    template,
    goodTemplate.replace('location / {', 'location = /later { return 204; }\n        location / {'),
  )
  expect((await checkout.campus(['up'])).exitCode).toBe(0)
  expect((await ask(`${richie}/later`)).status).toBe(204)
  writeFileSync(secrets, kept) // of the admin's password nothing else knows
})
