import { existsSync, readFileSync, utimesSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { runMain, type Running } from './testing/run-main.ts'
import { makeSmallFrontEnd, type SmallFrontEnd } from './testing/small-front-end.ts'

/* The container's program as it is, with a yarn of the test's. */

vi.setConfig({ testTimeout: 60_000 })
const patience = { timeout: 20_000, interval: 20 }
let frontEnd: SmallFrontEnd
let running: Running | undefined

afterEach(async () => {
  running?.kill('SIGTERM')
  await running?.ended
  running = undefined
  frontEnd.remove()
})

const read = (file: string) => readFileSync(file, 'utf8')
const later = (file: string) => utimesSync(file, Date.now() / 1000 + 5, Date.now() / 1000 + 5)
const build = async () => {
  running = runMain(frontEnd, 'built')
  return { exitCode: await running.ended, said: running.said() }
}

test('what is missing is built, what is of its sources is not, what was edited is', async () => {
  frontEnd = makeSmallFrontEnd()
  const first = await build()
  expect(first.said).toContain('nothing is built yet')
  expect(first.exitCode).toBe(0)
  expect(read(frontEnd.jsFile)).toBe('first\n')
  expect(running?.status()).toBe('ready')
  expect(
    read(`${frontEnd.root}/asked`)
      .split('\n')
      .map((line) => line.split(' --')[0]),
  ).toEqual(['install', 'run build-sass', 'run build-ts', ''])

  const second = await build()
  expect(second.said).toContain('the build is up to date')
  frontEnd.write('src/frontend/js/index.tsx', 'second\n')
  later(`${frontEnd.folder}/js/index.tsx`)
  const third = await build()
  expect(third.said).toContain('its sources have changed')
  expect(read(frontEnd.jsFile)).toBe('second\n')
})

test('what somebody else has built of newer sources stays', async () => {
  frontEnd = makeSmallFrontEnd()
  await build()
  frontEnd.write('src/frontend/js/index.tsx', 'by hand\n')
  frontEnd.write('src/richie/js/build/index.js', 'by hand\n')
  for (const file of [frontEnd.jsFile, frontEnd.cssFile]) later(file)
  expect((await build()).said).toContain('the build is up to date')
})

test('a build for a release is chosen where there is one', async () => {
  frontEnd = makeSmallFrontEnd({
    'build-ts-production': 'mkdir -p ../richie/js/build; echo production > ../richie/js/build/index.js',
  })
  await build()
  expect(read(frontEnd.jsFile)).toBe('production\n')
})

test('a build that was killed is begun again, whatever it left behind', async () => {
  frontEnd = makeSmallFrontEnd({
    'build-ts-production':
      'mkdir -p ../richie/js/build; echo half > ../richie/js/build/index.js; test -e go || { while ! test -e go; do sleep 0.05; done; exit 1; }; echo whole > ../richie/js/build/index.js',
  })
  running = runMain(frontEnd, 'built')
  await vi.waitUntil(() => existsSync(frontEnd.jsFile), patience)
  running.kill('SIGKILL')
  await running.ended
  frontEnd.write('src/frontend/go', '')
  const { said } = await build()
  expect(said).toContain('the last build was interrupted')
  expect(read(frontEnd.jsFile)).toBe('whole\n')
})

test('a step that fails is named, with its reason and without passwords', async () => {
  frontEnd = makeSmallFrontEnd()
  frontEnd.write('src/frontend/no-network', '')
  const { exitCode, said } = await build()
  expect(exitCode).toBe(1)
  expect(said).not.toContain('secret')
  expect(said).toContain(
    'campus: installing packages failed:\n  error An unexpected error occurred: "https://npm.corp/a',
  )
  expect(running?.status()).toMatch(/^failed: installing packages: error An unexpected error/)
  expect(running?.isReady()).toBe(false)
})

const watchers = {
  'watch-ts': `
    sh -c 'while :; do
      before=$(cat js/index.tsx)
      if echo "$before" | grep -q wrong; then
        echo "ERROR in ./js/index.tsx"; echo "SyntaxError: Unexpected token (1:1)"; echo "webpack 5.1.0 compiled with 1 error in 5 ms"
      else
        mkdir -p ../richie/js/build; echo "$before" > ../richie/js/build/index.js
        echo "webpack 5.1.0 compiled successfully in 5 ms"
      fi
      while [ "$(cat js/index.tsx)" = "$before" ]; do sleep 0.05; done
    done'`,
  'watch-sass': `
    sh -c 'while :; do
      before=$(cat scss/_main.scss)
      if echo "$before" | grep -q wrong; then
        echo "Error: expected a brace." ; echo "/* Error: expected a brace. */" > ../richie/main.css; echo "[nodemon] app crashed - waiting for file changes before starting..."
      else
        mkdir -p ../richie; echo "$before" > ../richie/main.css; echo "[nodemon] clean exit - waiting for changes before restart"
      fi
      while [ "$(cat scss/_main.scss)" = "$before" ]; do sleep 0.05; done
    done'`,
}

async function watchUntilReady(): Promise<Running> {
  const program = runMain(frontEnd, 'watch')
  running = program
  await vi.waitUntil(() => program.isReady(), patience)
  return program
}

test('an edit shows; one that does not compile is reported, and the last good build stays', async () => {
  frontEnd = makeSmallFrontEnd(watchers)
  const program = await watchUntilReady()
  expect(program.status()).toBe('ready')
  frontEnd.write('src/frontend/js/index.tsx', 'second\n')
  await vi.waitUntil(() => read(frontEnd.jsFile) === 'second\n', patience)

  frontEnd.write('src/frontend/js/index.tsx', 'wrong\n')
  await vi.waitUntil(() => program.status() !== 'ready', patience)
  expect(program.status()).toBe(
    'ready: building JavaScript: ./js/index.tsx: SyntaxError: Unexpected token (1:1)',
  )
  expect(program.isReady()).toBe(true)
  expect(read(frontEnd.jsFile)).toBe('second\n')
  frontEnd.write('src/frontend/js/index.tsx', 'third\n')
  await vi.waitUntil(() => program.status() === 'ready', patience)

  frontEnd.write('src/frontend/scss/_main.scss', 'wrong\n')
  await vi.waitUntil(() => program.status() === 'ready: building CSS: Error: expected a brace.', patience)
  expect(read(frontEnd.cssFile)).toBe('body {}\n')
  frontEnd.write('src/frontend/scss/_main.scss', 'a {}\n')
  await vi.waitUntil(() => program.status() === 'ready', patience)
  expect(read(frontEnd.cssFile)).toBe('a {}\n')
})

test('a watcher that ends by an error is begun again after an edit', async () => {
  frontEnd = makeSmallFrontEnd({
    ...watchers,
    'watch-ts': `! grep -q wrong js/index.tsx || { echo "js/index.tsx(1,1): error TS2322: no."; exit 2; }; ${watchers['watch-ts']}`,
  })
  frontEnd.write('src/frontend/js/index.tsx', 'wrong\n')
  const program = runMain(frontEnd, 'watch')
  running = program
  await vi.waitUntil(() => program.status().startsWith('failed'), patience)
  expect(program.status()).toBe('failed: building JavaScript: js/index.tsx(1,1): error TS2322: no.')
  expect(program.isReady()).toBe(false)
  frontEnd.write('src/frontend/js/index.tsx', 'right\n')
  await vi.waitUntil(() => program.isReady(), patience)
  expect(read(frontEnd.jsFile)).toBe('right\n')
})

test('the previous build is served at once; packages that change are installed, and the watchers restart', async () => {
  frontEnd = makeSmallFrontEnd(watchers)
  frontEnd.write('src/richie/js/build/index.js', 'before\n')
  frontEnd.write('src/richie/main.css', 'before {}\n')
  const program = runMain(frontEnd, 'watch')
  running = program
  await vi.waitUntil(() => program.isReady(), patience)
  await vi.waitUntil(() => read(frontEnd.jsFile) === 'first\n', patience)
  const installs = () =>
    read(`${frontEnd.root}/asked`)
      .split('\n')
      .filter((line) => line.startsWith('install'))
  expect(installs()).toHaveLength(1)
  frontEnd.write('src/frontend/yarn.lock', '# changed\n')
  await vi.waitUntil(() => installs().length === 2, patience)
  expect(program.isReady()).toBe(true)
})

test('without packages and with nothing to serve it ends, so that the next start may do better', async () => {
  frontEnd = makeSmallFrontEnd(watchers)
  frontEnd.write('src/frontend/no-network', '')
  running = runMain(frontEnd, 'watch')
  expect(await running.ended).toBe(1)
  expect(running.status()).toMatch(/^failed: installing packages/)
})
