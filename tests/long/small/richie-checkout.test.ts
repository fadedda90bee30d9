import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { docker } from '../../e2e/support/docker.ts'
import { name, richiePort, checkout, local } from '../../e2e/support/environment.ts'
import { ask, askUntil } from '../../e2e/support/http.ts'
import { makeRichieCheckout, type RichieCheckout } from '../../e2e/support/richie-checkout.ts'

/* Richie from a checkout, of somebody who is neither root nor uid 1000, on the data that a Richie of PyPI has made. */

const home = `http://richie.${name}.localhost:${richiePort}/en/`
const owner = { uid: 4321, gid: 4322 }
let richie: RichieCheckout
let before: readonly string[]

beforeAll(async () => {
  richie = await makeRichieCheckout({ owner })
  before = files()
  const source = { checkout: richie.dir, frontend: 'none' }
  checkout.setLocal({ ...local, richie: { ...local.richie, source } })
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect(output).toMatch(/^ {2}richie +Richie checkout /m) // the row is cut off where its path is long
})

afterAll(async () => {
  checkout.setLocal(local)
  const { exitCode, output } = await checkout.campus(['up'])
  richie.remove()
  expect(exitCode, output).toBe(0)
})

const inRichie = (path: string) => join(richie.dir, path)
const files = () =>
  execFileSync('find', ['.', '-type', 'f'], { cwd: richie.dir, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .toSorted()
const container = () => docker(['inspect', '-f', '{{.Id}} {{.State.StartedAt}}', `${name}-richie-1`])

/** Does what changes a Python file, and waits until the site was loaded again because of it: from then on it answers. */
async function whileReloading<T>(file: RegExp, change: () => Promise<T> | T): Promise<T> {
  const since = new Date().toISOString()
  const changed = await change()
  const reload = new RegExp(`campus: .*${file.source}[^]*campus: ready`)
  const isReady = async () => reload.test(await docker(['logs', '--since', since, `${name}-richie-1`]))
  await vi.waitUntil(isReady, { timeout: 120_000, interval: 500 })
  return changed
}

/** Edits a file for the length of a test, by writing over it, so that it stays its owner's. */
async function whileEdited(
  path: string,
  edit: (text: string) => string,
  check: () => Promise<void>,
): Promise<void> {
  const file = inRichie(path)
  const text = readFileSync(file, 'utf8')
  expect(edit(text), 'the edit changes something').not.toBe(text)
  const started = await container()
  writeFileSync(file, edit(text))
  try {
    await check()
  } finally {
    writeFileSync(file, text)
  }
  expect(await container(), 'the container is the same, and was not started again').toBe(started)
}

test('its page shows, as its owner, and status says where it comes from', async () => {
  expect((await ask(home)).status).toBe(200)
  expect(await docker(['exec', `${name}-richie-1`, 'id', '-u'])).toBe(String(owner.uid))
  const { output } = await checkout.campus(['status'])
  expect(output).toContain(`checkout ${richie.dir}`)
})

test('an edited template shows after a reload', async () => {
  const edit = (text: string) => text.replace('</body>', '<!-- edited here --></body>')
  await whileEdited('src/richie/apps/core/templates/richie/base.html', edit, async () => {
    expect((await ask(home)).body).toContain('<!-- edited here -->')
  })
  expect((await ask(home)).body).not.toContain('<!-- edited here -->')
})

test('an edited static file shows after a reload', async () => {
  await whileEdited(
    'src/richie/static/richie/css/main.css',
    (text) => `${text}/* edited here */`,
    async () => {
      const reply = await ask(new URL('/static/richie/css/main.css', home).href)
      expect(reply.body.endsWith('/* edited here */')).toBe(true)
      expect(reply.headers['cache-control']).toBe('no-cache')
    },
  )
})

test('an edited Python file shows', async () => {
  const edit = (text: string) => text.replace('getattr(settings, "RELEASE", "")', '"edited here"')
  await whileEdited('src/richie/apps/core/context_processors.py', edit, async () => {
    const { status } = await askUntil(home, ({ body }) => body.includes('edited here'))
    expect(status).toBe(200)
  })
  await askUntil(home, ({ status, body }) => status === 200 && !body.includes('edited here'))
})

test('a syntax error is told by the page, with its place, and fixing it brings the site back', async () => {
  await whileEdited(
    'src/richie/apps/courses/models/course.py',
    (text) => `${text}\ndef broken(:\n`,
    async () => {
      const { status } = await askUntil(home, ({ body }) =>
        body.includes('SyntaxError: invalid syntax (course.py, line'),
      )
      expect(status).toBe(503)
      const { output } = await checkout.campus(['logs', 'richie', '--tail', '50'])
      expect(output).toContain('def broken(:')
    },
  )
  await askUntil(home, ({ status }) => status === 200)
})

test('what manage.py makes belongs to the owner of the checkout', async () => {
  const made = () => files().filter((path) => !before.includes(path))
  const manage = async (...argv: readonly string[]) => {
    const { exitCode, output } = await checkout.campus(['manage', ...argv])
    expect(exitCode, output).toBe(0)
  }
  try {
    await whileReloading(/made_here/, () =>
      manage('makemigrations', '--empty', 'courses', '--name', 'made_here'),
    )
    await manage('makemessages', '--locale', 'eo')
    expect(made().map((path) => path.replace(/\d{4}/, '0000'))).toEqual([
      './src/richie/apps/courses/migrations/0000_made_here.py',
      './src/richie/locale/eo/LC_MESSAGES/django.po',
    ])
    for (const path of made()) expect(statSync(inRichie(path)), path).toMatchObject(owner)
  } finally {
    await whileReloading(/made_here/, () => {
      for (const path of made()) rmSync(inRichie(path))
    })
  }
})

test('nothing was written into the checkout by itself', () => {
  expect(files()).toEqual(before)
})

test('every check passes', async () => {
  const { exitCode, output } = await checkout.campus(['check'])
  expect(exitCode, output).toBe(0)
})

test('a Richie of PyPI takes over again, and can write what the checkout has left', async () => {
  checkout.setLocal(local)
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect((await ask(home)).status).toBe(200)
  const shell =
    'find /data/media /run/campus -type d ! -writable; touch /data/media/mine && rm /data/media/mine && id -u'
  expect(await docker(['exec', `${name}-richie-1`, 'sh', '-c', shell])).toBe('1000')
})
