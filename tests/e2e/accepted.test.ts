import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readTemplates } from '../../scripts/commands/project.ts'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import { facts } from '../golden/facts.ts'
import { render } from '../../scripts/render/render.ts'
import { docker } from './docker.ts'

/* What the real nginx and the real docker compose say of what we render. */

const root = join(import.meta.dirname, '../..')
const plans = join(root, 'tests/golden/plans')
const folder = mkdtempSync(join(tmpdir(), 'campus-accepted-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('nginx accepts the configuration of every golden case', async () => {
  for (const name of readdirSync(plans))
    cpSync(join(plans, name, 'generated/nginx'), join(folder, 'golden', name, 'nginx'), { recursive: true })
  expect(await refusedByNginx(join(folder, 'golden'))).toEqual([])
})

test.each(readdirSync(plans))('docker compose accepts the file of %s', async (name) => {
  const dir = join(folder, 'compose', name)
  cpSync(join(plans, name, 'generated'), join(dir, 'generated'), { recursive: true })
  mkdirSync(join(dir, '.campus/secrets'), { recursive: true })
  for (const file of ['richie', 'database']) writeFileSync(join(dir, `.campus/secrets/${file}.env`), '')
  const services = await docker([
    'compose',
    '-f',
    join(dir, 'generated/compose.yaml'),
    'config',
    '--services',
  ])
  expect(services.split('\n')).toContain('richie')
})

const word = fc.oneof(
  { weight: 15, arbitrary: fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/) },
  fc.string({
    unit: fc.constantFrom('a', ';', '{', '}', '"', "'", ' ', '$', '#', '\n', '\\', '.', '/', '<'),
  }),
)
const host = fc.oneof(
  word.map((label) => `${label}.local.dev`),
  word,
)
const port = fc.oneof({ weight: 15, arbitrary: fc.integer({ min: 1024, max: 65535 }) }, word)
const site = fc.record({ host, port }, { requiredKeys: [] })
const lms = fc.record(
  {
    host,
    port,
    release: fc.constantFrom('dogwood', 'hawthorn', 'teak'),
    courses: fc.array(fc.record({ id: fc.constant('course-v1:a+b+c'), title: word }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)
const spec = fc.record(
  {
    name: word,
    domain: fc.constantFrom('local.dev', 'dev'),
    richie: site,
    lms: fc.dictionary(word, lms, { maxKeys: 4 }),
  },
  { requiredKeys: [] },
)

test('nginx accepts the configuration of any accepted spec: nothing can be injected through a field', async () => {
  const templates = readTemplates(join(root, 'nginx'))
  const accepted = fc
    .sample(spec, { numRuns: 3000, seed: 20_261_123 })
    .map((value) => loadEnvironment({ file: 'environment.yaml', text: stringify(value) }))
    .filter((loaded) => loaded.problems.length === 0)
    .slice(0, 300)
  expect(accepted.length, 'accepted specs').toBeGreaterThan(100)
  for (const [index, { environment }] of accepted.entries()) {
    for (const { path, text } of render(makePlan(environment, 'http', facts).plan, templates)) {
      if (!path.startsWith('nginx/')) continue
      const file = join(folder, 'any', String(index), path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
  expect(await refusedByNginx(join(folder, 'any'))).toEqual([])
})

/** Runs `nginx -t` on each case (a folder with nginx/nginx.conf) in one container; what it said of those it refused. */
async function refusedByNginx(cases: string): Promise<string[]> {
  expect(existsSync(cases)).toBe(true)
  chmodSync(folder, 0o755)
  const script =
    'for f in /cases/*/nginx/nginx.conf; do nginx -t -e stderr -c "$f" 2>/tmp/said || { echo "REFUSED $f"; cat /tmp/said; }; done; echo DONE'
  const output = await docker([
    'run',
    '--rm',
    '--network',
    'none',
    '--volume',
    `${cases}:/cases:ro`,
    '--entrypoint',
    'sh',
    'campustest-gateway',
    '-c',
    script,
  ])
  expect(output).toMatch(/DONE$/)
  return output.split('\n').filter((line) => line.startsWith('REFUSED'))
}
