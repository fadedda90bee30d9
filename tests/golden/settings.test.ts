import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import type { Mode } from '../../scripts/plan/site.ts'
import { readTemplates } from '../../scripts/project/project.ts'
import { nginxBlocks } from '../../scripts/settings/nginx.ts'
import { openedxDockerEnvironment } from '../../scripts/settings/openedx-docker.ts'
import { openedxSettings } from '../../scripts/settings/openedx.ts'
import type { SettingsOptions } from '../../scripts/settings/options.ts'
import { richieSettings } from '../../scripts/settings/richie.ts'
import { tutorPlugin } from '../../scripts/settings/tutor.ts'
import { facts } from './facts.ts'

/*
 * What `campus settings` prints, in settings/<case>/<mode>/<target>.txt; `vitest -u` writes it anew. That Python, nginx and Tutor
 * take it is for tests/e2e/full/settings.test.ts.
 */

const templates = readTemplates(join(import.meta.dirname, '../../nginx'))
const modes = ['http', 'tls'] as const

const specs = {
  default: '',
  'dogwood-and-an-external-one':
    'authentication: old\nlms: { old: { release: dogwood, port: 80, backendOverHttp: openedx-dogwood }, far: { provider: external, url: "https://lms.example.org" } }',
  'behind-the-gateway':
    'lms: { edx: { provider: external, url: "http://edx.local.dev:81", proxy: true }, apps: { host: apps.edx.local.dev, provider: external, url: "http://apps.edx.local.dev:81", proxy: true, backend: base } }',
  'behind-the-gateway-by-another-name':
    'lms: { edx: { provider: external, url: "https://staging.example.org", proxy: true, port: 443 } }',
  'beside-a-moodle-and-a-canvas': `lms:
  edx: {}
  moodle: { provider: external, url: "https://moodle.example.org", backend: base, courseLink: "/course/view.php?id={course_id}" }
  canvas: { provider: external, url: "https://canvas.example.org", backend: base, courseLink: "/courses/{course_id}" }`,
} as const

function planOf(spec: string, mode: Mode) {
  const { environment } = loadEnvironment({ file: 'environment.yaml', text: spec })
  return makePlan(environment, mode, facts).plan
}

function printAll(spec: string, mode: Mode, more: Partial<SettingsOptions> = {}) {
  const plan = planOf(spec, mode)
  const lms = plan.lmses.find(({ key }) => key === plan.authentication)
  if (lms === undefined) throw new Error('A plan has at least one LMS')
  const options = { lms, onlyLms: false, syncSecrets: null, ...more }
  return {
    richie: richieSettings(plan, options),
    openedx: openedxSettings(plan, options),
    tutor: tutorPlugin(plan, options),
    'openedx-docker': openedxDockerEnvironment(plan, options),
    nginx: nginxBlocks(plan, options, templates),
  }
}

const cases = Object.entries(specs).flatMap(([name, spec]) => modes.map((mode) => [name, mode, spec] as const))

test.each(cases)('%s, %s', async (name, mode, spec) => {
  for (const [target, text] of Object.entries(printAll(spec, mode))) 
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'settings', name, mode, `${target}.txt`))
})

test.each(cases)('%s, %s: secrets stand there only when they are asked for', (_, mode, spec) => {
  const syncSecrets = { edx: 'very-secret', old: 'very-secret', far: 'very-secret' }
  expect(JSON.stringify(printAll(spec, mode))).not.toContain('very-secret')
  const { nginx, ...shown } = printAll(spec, mode, { syncSecrets })
  for (const text of Object.values(shown)) expect(text).toContain('very-secret')
  expect(nginx).not.toContain('very-secret')
})

test("one LMS's part alone", () => {
  const plan = planOf(specs['dogwood-and-an-external-one'], 'tls')
  const [, far] = plan.lmses
  if (far === undefined) throw new Error('It is the second one')
  const { richie, nginx } = printAll(specs['dogwood-and-an-external-one'], 'tls', { lms: far, onlyLms: true })
  expect(richie).not.toContain('old.local.dev/courses')
  expect(richie).toContain('EDX_BASE_URL=https://lms.example.org')
  expect(nginx).not.toContain('old.local.dev')
  expect(nginx).toContain('server_name lms.example.org;')
})

test.each(modes)('%s: the YAML of an Open edX that is commented out is YAML, with the names that production.py reads', (mode) => {
  const { openedx } = printAll('', mode)
  const yaml = openedx.slice(openedx.indexOf('# FEATURES:')).replaceAll(/^# /gm, '')
  const origin = mode === 'tls' ? 'https://richie.local.dev:8070' : 'http://richie.campus.localhost:8070'
  expect(parse(yaml)).toMatchObject({
    FEATURES: { ENABLE_CORS_HEADERS: true, ENABLE_CROSS_DOMAIN_CSRF_COOKIE: true },
    CORS_ORIGIN_WHITELIST: [origin],
    CSRF_TRUSTED_ORIGINS_WITH_SCHEME: [origin],
    CORS_ALLOW_INSECURE: mode === 'http',
    SESSION_COOKIE_SECURE: mode === 'tls',
  })
  expect(parse(yaml)).not.toHaveProperty('CSRF_TRUSTED_ORIGINS')
})

/** releases/<release>/config/lms/utils.py of openedx-docker: a boolean is Python's bool(text), the rest JSON or text. */
const readBoolean = (text: string | undefined) => text !== undefined && text !== ''

test.each(modes)("%s: the FUN images' own rule reads from the environment what is meant", (mode) => {
  const lines = printAll('', mode)['openedx-docker'].split('\n').filter((line) => /^\w+=/.test(line))
  const environment = new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
  const isTls = mode === 'tls'
  expect(readBoolean(environment.get('CORS_ALLOW_INSECURE'))).toBe(!isTls)
  expect(readBoolean(environment.get('SESSION_COOKIE_SECURE'))).toBe(isTls)
  expect(readBoolean(environment.get('CORS_ORIGIN_ALLOW_ALL'))).toBe(false)
  expect(readBoolean(environment.get('CELERY_ALWAYS_EAGER'))).toBe(true)
  const host = isTls ? 'richie.local.dev' : 'richie.campus.localhost'
  expect(JSON.parse(environment.get('CORS_ORIGIN_WHITELIST') ?? '')).toEqual([`${host}:8070`, host])
  expect(JSON.parse(environment.get('FEATURES') ?? '')).toMatchObject({ ENABLE_CORS_HEADERS: true })
  expect(environment.get('CROSS_DOMAIN_CSRF_COOKIE_DOMAIN')).toBe(isTls ? '.local.dev' : '.campus.localhost')
})

test('a LMS that shares no parent domain with Richie is warned of, in all outputs', () => {
  for (const text of Object.values(printAll('lms: { far: { provider: external, url: "https://lms.example.org" } }', 'tls')))
    expect(text.replaceAll(/\n *#/g, '')).toContain("is not below local.dev, Richie's parent domain")
})

test.each([
  ['at the parent domain itself', 'domain: example.org\nlms: { far: { provider: external, url: "https://example.org" } }'],
  ['that is no Open edX', 'lms: { edx: {}, far: { provider: external, url: "https://far.example.org", courseLink: "/c/{course_id}", backend: base } }'],
])('an LMS %s is not warned of', (_, spec) => {
  for (const text of Object.values(printAll(spec, 'tls'))) expect(text.replaceAll(/\n#/g, '')).not.toContain('is not below')
})

test('over http, an LMS below the domain of tls mode is to be printed for that', () => {
  const spec = 'lms: { far: { provider: external, url: "https://far.local.dev" } }'
  for (const text of Object.values(printAll(spec, 'http'))) {
    expect(text.replaceAll(/\n *#/g, '')).toContain('is not below campus.localhost')
    expect(text.replaceAll(/\n *#/g, '')).toContain('print this with --mode tls')
    expect(text).not.toContain('give both names')
  }
})

test('the commands of a heading are those that printed it, each whole, and the folder is made first', () => {
  const lines = printAll('', 'tls', { onlyLms: true, askedMode: 'tls' }).tutor.split('\n')
  const at = (text: string) => lines.findIndex((line) => line.startsWith(`#   ${text}`))
  expect(at('mkdir -p "$(tutor plugins printroot)"')).toBeGreaterThan(0)
  expect(at('mkdir -p')).toBeLessThan(at('bin/campus settings tutor --lms edx --mode tls > "$('))
  expect(lines.join('\n')).toContain('(show it: bin/campus settings tutor --lms edx --mode tls --secrets)')
})

test.each([
  ['http', true],
  ['tls', false],
] as const)('%s: tutor dev fits where it is plain http: %s', (mode, fits) => {
  expect(printAll('', mode).tutor.includes('tutor dev start -d')).toBe(fits)
})

test.each([
  ['at another name', 'http://staging.example.org:81', 'tls'],
  ['over https', 'https://edx.local.dev:444', 'tls'],
  ['at the name of the other mode', 'http://edx.local.dev:81', 'http'],
] as const)('nginx has no block for a proxied LMS %s: the gateway does more for it', (_, url, mode) => {
  const { nginx } = printAll(`lms: { edx: { provider: external, url: "${url}", proxy: true } }`, mode)
  expect(nginx).toContain(`# No block for the LMS edx: it is at ${url}`)
  expect(nginx).not.toContain('upstream edx')
})
