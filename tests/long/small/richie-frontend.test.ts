import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChromium } from '../../browser/visit.ts'
import { makeCheckout } from '../../e2e/support/checkout.ts'
import { shareDebian } from '../../e2e/support/debian.ts'
import { docker } from '../../e2e/support/docker.ts'
import { ask, askUntil } from '../../e2e/support/http.ts'
import {
  hashFile,
  hashOf,
  makeRichieCheckout,
  type RichieCheckout,
} from '../../e2e/support/richie-checkout.ts'

/*
 * The front end of a checkout of Richie as git has it, without what is built: the real packages, tsc, webpack and sass. Its owner is
 * neither root nor uid 1000.
 */

const owner = { uid: 4321, gid: 4322 }
const built = ['src/richie/static/richie/js', 'src/richie/static/richie/css/main.css']
const origin = 'http://richie.campustest-front.localhost:18870'
const frontend = 'campustest-front-frontend-1'

let richie: RichieCheckout
const spec = (mode?: 'watch') => ({
  name: 'campustest-front',
  richie: {
    port: 18870,
    database: 'sqlite',
    search: 'none',
    demo: 'none',
    source: { checkout: richie.dir, ...(mode === undefined ? {} : { frontend: mode }) },
  },
  // Else the browser's login is faked: there is no button.
  lms: { edx: { port: 18873, backendOverHttp: 'openedx-hawthorn' } },
})
const checkout = makeCheckout({})
const listFiles = () =>
  execFileSync('find', ['.', '-path', '*/node_modules/*', '-prune', '-o', '-type', 'f', '-print'], {
    cwd: richie.dir,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
    .split('\n')
    .filter((path) => path !== '')
    .map((path) => path.slice(2))
let before: readonly string[]

beforeAll(async () => {
  await shareDebian('campustest-front')
  richie = await makeRichieCheckout({ owner, without: built })
  before = listFiles()
  checkout.setLocal(spec())
})

afterAll(async () => {
  const { exitCode, output } = await checkout.campus(['clean', '--yes', '--images'])
  checkout.remove()
  richie.remove()
  expect(exitCode, output).toBe(0)
})

const inCheckout = (path: string) => join(richie.dir, path)
const indexJs = () => inCheckout('src/richie/static/richie/js/build/index.js')
const served = async (path: string) => (await ask(`${origin}/static/richie/${path}`)).body

test('an interrupted build is told, and begun again by the next up; until it is done, up waits', async () => {
  const first = checkout.campus(['up'])
  const isBuilding = askUntil(
    'http://localhost:18870/__campus/status/frontend.status',
    ({ body }) => body.includes('building JavaScript'),
    1000,
  )
  const early = first.then(({ output }) => Promise.reject(new Error(`It ended before:\n${output}`)))
  await Promise.race([isBuilding, early])
  early.catch(() => undefined)
  await docker(['kill', frontend])
  const { exitCode, output } = await first
  expect(exitCode, output).toBe(1)
  expect(output).toContain('frontend did not become ready')
  expect(output).toContain('bin/campus logs frontend')

  const again = await checkout.campus(['up'])
  expect(again.exitCode, again.output).toBe(0)
  expect(again.output).toMatch(/^ {2}frontend +front end, built/m)
  expect(again.output).toContain('building JavaScript')
  expect(again.output, 'packages that were there are not installed again').not.toContain('2 of 4')
})

test(
  'what Chromium gets is what was built, and it works',
  inChromium(async ({ page, exchanges }) => {
    const isBundle = (url: string) => new URL(url).pathname === '/static/richie/js/build/index.js'
    const response = page.waitForResponse((candidate) => isBundle(candidate.url()))
    await page.goto(`${origin}/en/`)
    await page
      .getByRole('link', { name: 'Log in' })
      .or(page.getByRole('button', { name: 'Log in' }))
      .first()
      .waitFor()
    const bundle = await (await response).body()
    expect(hashOf(bundle)).toBe(hashFile(indexJs()))
    const failed = exchanges.filter(({ url, status = 0 }) => url.includes('/static/') && status >= 400)
    expect(failed).toEqual([])
  }),
)

test("everything in the checkout is its owner's, and nothing was written but packages and what is built", () => {
  const strangers = ['!', '-uid', String(owner.uid), '-o', '!', '-gid', String(owner.gid)]
  expect(execFileSync('find', [richie.dir, ...strangers], { encoding: 'utf8', maxBuffer: 2 ** 26 })).toBe('')
  const after = listFiles().filter((path) => !before.includes(path))
  expect(after.filter((path) => !/^src\/richie\/static\/richie\/(?:js\/|css\/main\.css)/.test(path))).toEqual(
    [],
  )
})

test('a second up has nothing to do, and status knows that the service is done', async () => {
  const time = statSync(indexJs()).mtimeMs
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect(output).toContain('Nothing to do')
  expect(statSync(indexJs()).mtimeMs).toBe(time)
  const status = await checkout.campus(['status'])
  expect(status.exitCode, status.output).toBe(0)
  expect(status.output).toMatch(/^ {2}frontend +front end, built +done/m)
  expect((await checkout.campus(['logs', 'frontend'])).output).toContain('the build is up to date')
})

test('watched: up does not wait for what is built again, and an edit shows', async () => {
  checkout.setLocal(spec('watch'))
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
  expect(output).toMatch(/^ {2}frontend +front end, watched/m)
  expect((await ask(`${origin}/en/`)).status).toBe(200)

  const login = inCheckout('src/frontend/js/widgets/UserLogin/index.tsx')
  const good = readFileSync(login, 'utf8')
  writeFileSync(login, good.replace("'Log in'", "'Come in, campus'"))
  await untilBuilt((said) => /webpack \S+ compiled with \d warning|compiled successfully/.test(said))
  await askUntil(`${origin}/static/richie/js/build/index.js`, ({ status }) => status === 200)
  const scss = inCheckout('src/frontend/scss/_main.scss')
  writeFileSync(scss, `${readFileSync(scss, 'utf8')}\n.campus-edit { color: rgb(1, 2, 3); }\n`)
  await askUntil(`${origin}/static/richie/css/main.css`, ({ body }) => body.includes('campus-edit'), 300)
})

test(
  'watched: Chromium shows the edit',
  inChromium(async ({ page }) => {
    await page.goto(`${origin}/en/`)
    await page.getByText('Come in, campus').first().waitFor()
    const color = await page.evaluate<string>(`
      document.body.insertAdjacentHTML('beforeend', '<p class="campus-edit"></p>')
      getComputedStyle(document.querySelector('.campus-edit')).color
    `)
    expect(color).toBe('rgb(1, 2, 3)')
  }),
)

test('watched: an edit that does not compile is told, and the last good build goes on', async () => {
  const login = inCheckout('src/frontend/js/widgets/UserLogin/index.tsx')
  const good = readFileSync(login, 'utf8')
  const bundle = hashFile(indexJs())
  const stylesheet = await served('css/main.css')
  const scss = inCheckout('src/frontend/scss/_main.scss')
  const goodScss = readFileSync(scss, 'utf8')
  writeFileSync(login, `${good}\nconst ( = 3;\n`)
  await untilStatus((says) => says?.includes('Unexpected token') === true)
  expect((await checkout.campus(['status'])).output).toContain('bin/campus logs frontend')
  expect((await checkout.campus(['logs', 'frontend'])).output).toContain('building JavaScript failed')
  expect(hashFile(indexJs())).toBe(bundle)

  writeFileSync(login, good)
  await untilStatus((says) => says === undefined)
  writeFileSync(scss, `${goodScss}\n.broken { color: \n`)
  await untilStatus((says) => says?.includes('building CSS') === true)
  expect(await served('css/main.css')).toBe(stylesheet)
  writeFileSync(scss, goodScss)
  await untilStatus((says) => says === undefined)
})

test("what the watchers made is the owner's as well", () => {
  expect(execFileSync('find', [richie.dir, '!', '-uid', String(owner.uid)], { encoding: 'utf8' })).toBe('')
})

/** Waits until what the service says has come to something. */
async function untilBuilt(condition: (said: string) => boolean): Promise<void> {
  await until(async () => condition((await checkout.campus(['logs', 'frontend', '--tail', '400'])).output))
}

async function untilStatus(condition: (says: string | undefined) => boolean): Promise<void> {
  await until(async () => {
    const { output } = await checkout.campus(['status', '--json'])
    const { services } = JSON.parse(output) as { services: { name: string; says?: string; health: string }[] }
    const state = services.find(({ name }) => name === 'frontend')
    expect(state?.health).toBe('healthy')
    return condition(state?.says)
  })
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 600_000
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error((await checkout.campus(['logs', 'frontend'])).output)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
