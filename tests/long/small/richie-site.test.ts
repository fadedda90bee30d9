import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { docker } from '../../e2e/support/docker.ts'
import { name, richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { ask, askUntil } from '../../e2e/support/http.ts'

/* Sites that somebody else has made: a site factory in a folder, and an image. */

const origin = `http://richie.${name}.localhost:${richiePort}`
const factory = mkdtempSync(join(tmpdir(), 'campus-factory-'))
const site = mkdtempSync(join(tmpdir(), 'campus-site-'))
const image = `${name}-somebodys:1.0.0`

const comesFrom = (source: object) =>
  checkout.setLocal({
    ...local,
    richie: { ...local.richie, source },
    lms: { edx: { ...local.lms.edx, backendOverHttp: 'openedx-hawthorn' } },
  })

async function up(): Promise<void> {
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
}

afterAll(async () => {
  checkout.setLocal(local)
  await up()
  for (const folder of [factory, site]) rmSync(folder, { recursive: true })
})

describe('a site factory', () => {
  test('runs with its own template, routes and configuration, over which the connection is ours', async () => {
    cpSync(join(import.meta.dirname, '../../e2e/support/site-factory'), factory, { recursive: true })
    execFileSync('chmod', ['755', factory])
    execFileSync('chown', ['-R', '4321:4322', factory])
    comesFrom({
      checkout: factory,
      settings: 'sites/mysite/src/backend/mysite/settings.py',
      configuration: 'Staging',
    })
    await up()
    const { status, body } = await ask(`${origin}/en/`)
    expect(status).toBe(200)
    expect(body).toContain('<meta name="made-by" content="my site">')
    expect(body).toContain(String.raw`\u0022environment\u0022: \u0022staging\u0022`)
    expect(body).toContain(`http://edx.${name}.localhost:${edxPort}`)
    expect(body).not.toContain('cdn.example.org')
    expect((await ask(`${origin}/my-route`)).body).toBe('of my site')
  })

  test('shows an edited template after a reload, though its own settings keep templates', async () => {
    const template = join(factory, 'sites/mysite/src/backend/templates/richie/base.html')
    writeFileSync(template, readFileSync(template, 'utf8').replace('my site', 'my edited site'))
    expect((await ask(`${origin}/en/`)).body).toContain('my edited site')
  })

  test('passes every check', async () => {
    const { exitCode, output } = await checkout.campus(['check'])
    expect(exitCode, output).toBe(0)
  })
})

describe('a site that is the whole checkout, and says what it needs in its package', () => {
  const backend = join(import.meta.dirname, '../../e2e/support/site-factory/sites/mysite')

  test('runs', async () => {
    const needed = readFileSync(join(backend, 'requirements/base.txt'), 'utf8').trim().split('\n')
    cpSync(join(backend, 'src/backend'), site, { recursive: true })
    writeFileSync(
      join(site, 'pyproject.toml'),
      `[project]\nname = "mysite"\nversion = "1"\ndependencies = ${JSON.stringify(needed)}\n[tool.setuptools]\npackages = ["mysite"]\n`,
    )
    execFileSync('chmod', ['755', site])
    comesFrom({ checkout: site, settings: 'mysite/settings.py', configuration: 'Staging' })
    await up()
    expect((await ask(`${origin}/en/`)).body).toContain('<meta name="made-by" content="my site">')
  })

  test('shows an edit of its Python', async () => {
    const urls = join(site, 'mysite/urls.py')
    writeFileSync(urls, readFileSync(urls, 'utf8').replace('of my site', 'of my edited site'))
    const { body } = await askUntil(`${origin}/my-route`, (reply) => reply.body.includes('edited'))
    expect(body).toBe('of my edited site')
  })

  test('has introductions of courses in languages that campus does not speak', async () => {
    const { output } = await checkout.campus([
      'manage',
      'shell',
      '-c',
      "from campus.init.introduction import in_language; print(*(in_language(one)['several'][:9] for one in ('en', 'fr-ca', 'pt-br')), sep='|')",
    ])
    expect(output).toContain('The cours|Le cours |The cours')
  })
})

describe('an image', () => {
  test('of a plain Richie runs our own site with its Python', async () => {
    await docker(['tag', `${name}-richie:latest`, image])
    comesFrom({ image })
    await up()
    expect((await ask(`${origin}/en/`)).status).toBe(200)
    expect((await ask(`${origin}/static/richie/js/build/index.js`)).status).toBe(200)
    const { output } = await checkout.campus(['status'])
    expect(output).toContain(`image ${image}`)
  })

  test('without a Python is told so', async () => {
    await docker(['tag', `${name}-base:bookworm`, image])
    const { exitCode, output } = await checkout.campus(['up'])
    expect(exitCode).toBe(1)
    expect(output).toContain('campus: the image of richie.source has no Python')
  })

  test('that is not there is told so, with the command to try', async () => {
    await docker(['rmi', image])
    const { exitCode, output } = await checkout.campus(['up'])
    expect(exitCode).toBe(1)
    expect(output).toContain(
      `The image ${image} (richie.source.image) is not on this machine, and can't be pulled`,
    )
    expect(output).toContain(`docker pull ${image}`)
  })
})
