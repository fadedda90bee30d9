import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadEnvironment } from '../../../scripts/environment/load.ts'
import { makePlan } from '../../../scripts/plan/plan.ts'
import { readTemplates } from '../../../scripts/project/project.ts'
import { render } from '../../../scripts/render/render.ts'
import { openOwnAuthority } from '../../../scripts/tls/own-authority.ts'
import { facts } from '../../golden/facts.ts'
import { docker } from '../support/docker.ts'
import { name } from '../support/environment.ts'

/* What the real nginx and the real docker compose say of what we render. */

const root = join(import.meta.dirname, '../../..')
const plans = join(root, 'tests/golden/plans')
const folder = mkdtempSync(join(tmpdir(), 'campus-accepted-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const golden = readdirSync(plans).flatMap((name) =>
  (['http', 'tls'] as const).flatMap((mode) =>
    existsSync(join(plans, name, mode)) ? [`${name}/${mode}`] : [],
  ),
)

test('nginx accepts the configuration of every golden case', async () => {
  for (const one of golden) {
    cpSync(join(plans, one, 'nginx'), join(folder, 'golden', one.replace('/', '-'), 'nginx'), {
      recursive: true,
    })
  }
  expect(await refusedByNginx(join(folder, 'golden'))).toEqual([])
})

test.each(golden)('docker compose accepts the file of %s', async (one) => {
  const dir = join(folder, 'compose', one)
  cpSync(join(plans, one), join(dir, 'generated'), { recursive: true })
  mkdirSync(join(dir, '.campus/secrets'), { recursive: true })
  const compose = readFileSync(join(dir, 'generated/compose.yaml'), 'utf8')
  for (const [, file = ''] of compose.matchAll(/\.campus\/secrets\/([\w-]+\.env)/g))
    writeFileSync(join(dir, '.campus/secrets', file), '')
  const services = await docker([
    'compose',
    '-f',
    join(dir, 'generated/compose.yaml'),
    'config',
    '--services',
  ])
  expect(services.split('\n')).toContain('gateway')
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
const mock = fc.record(
  {
    host,
    port,
    release: fc.constantFrom('dogwood', 'hawthorn', 'teak'),
    courses: fc.array(fc.record({ id: fc.constant('course-v1:a+b+c'), title: word }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)
const external = fc.record(
  {
    host,
    port,
    provider: fc.constant('external'),
    url: fc
      .tuple(fc.constantFrom('http', 'https'), fc.oneof(host, fc.constant('localhost')), port)
      .map(([scheme, name, number]) => `${scheme}://${name}:${number}`),
    proxy: fc.constant(true),
    courseLink: fc.stringMatching(/^\/[ab;'$&=.-]{0,9}\{course_id\}$/),
  },
  { requiredKeys: ['provider', 'url', 'proxy'] },
)
const lms = fc.oneof(mock, external)
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
  const proxied = accepted.filter(({ environment }) =>
    Object.values(environment.lms).some((one) => 'proxy' in one && one.proxy === true),
  )
  expect(proxied.length, 'with an LMS behind the gateway').toBeGreaterThan(20)
  for (const [index, { environment }] of accepted.entries()) {
    const mode = index % 2 === 0 ? 'http' : 'tls'
    for (const { path, text } of render(makePlan(environment, mode, facts).plan, templates)) {
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
  await makeCertificates(cases)
  const script =
    'for f in /cases/*/nginx/nginx.conf; do nginx -t -e stderr -c "$f" 2>/tmp/said || { echo "REFUSED $f"; cat /tmp/said; }; done; echo DONE'
  const output = await docker([
    'run',
    '--rm',
    '--network',
    'none',
    // Names of upstreams are looked up while nginx reads: as Compose gives every gateway this one.
    '--add-host=host.docker.internal:127.0.0.1',
    '--volume',
    `${cases}:/cases:ro`,
    '--volume',
    `${join(folder, 'certs')}:/etc/campus/certs:ro`,
    '--volume',
    `${join(folder, 'trust')}:/etc/campus/trust:ro`,
    '--entrypoint',
    'sh',
    `${name}-gateway`,
    '-c',
    script,
  ])
  expect(output).toMatch(/DONE$/)
  return output.split('\n').filter((line) => line.startsWith('REFUSED'))
}

/** One certificate under every name that a configuration asks for, and one authority trusted: here only nginx's grammar is tried. */
async function makeCertificates(cases: string): Promise<void> {
  const certs = join(folder, 'certs')
  mkdirSync(certs, { recursive: true })
  const { certificate, key } = await (await openOwnAuthority({ domain: 'local.dev', folder })).issue(['x'])
  mkdirSync(join(folder, 'trust'), { recursive: true })
  writeFileSync(join(folder, 'trust/ca-certificates.crt'), certificate)
  const files = readdirSync(cases).map((name) => readFileSync(join(cases, name, 'nginx/nginx.conf'), 'utf8'))
  for (const [, path = '', kind] of files.join('\n').matchAll(/\/etc\/campus\/certs\/(\S+\.(pem|key));/g))
    writeFileSync(join(certs, path), kind === 'key' ? key : certificate)
}
