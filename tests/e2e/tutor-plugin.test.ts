import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { secretArguments } from '../../scripts/engine/secret-arguments.ts'
import { proxyVariables } from '../../scripts/system/proxy.ts'
import { openCheckout } from './checkout.ts'
import { docker } from './docker.ts'
import { printSettings } from './settings/print-settings.ts'

/* What `campus settings tutor` prints is a plugin of Tutor's, from the package index, in a container that has only that. */

const checkout = openCheckout(inject('dir'))
// The container reads it as another user.
const folder = mkdtempSync(join(tmpdir(), 'campus-tutor-'))
chmodSync(folder, 0o755)
const richie = 'https://richie.local.dev:18070'
const tutorImage = 'campustest-tutor:latest'
const tutorVersion = '22.0.3'

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await docker(['rmi', '--force', tutorImage])
})

test('Tutor accepts and enables the printed plugin, and what it renders is Python with its values', async () => {
  writeFileSync(join(folder, 'richieconnection.yml'), await printSettings(checkout, 'tutor', '--mode', 'tls'))
  await buildTutor()
  const script = `
    mkdir plugins && cp /printed/richieconnection.yml plugins
    tutor plugins enable richieconnection
    tutor config save --set LMS_HOST=edx.local.dev --set ENABLE_HTTPS=true --set RICHIECONNECTION_SYNC_SECRET=shh
    python3 -m compileall -q tutor/env/apps/openedx/settings
    cd tutor/env/apps
    for file in openedx/settings/*ms/[dp]*.py caddy/Caddyfile; do printf '\\n=== %s\\n' "$file"; cat "$file"; done`
  const output = await docker([
    'run',
    '--rm',
    `--volume=${folder}:/printed:ro`,
    tutorImage,
    'sh',
    '-euc',
    script,
  ])
  expect(output).toContain('Plugin richieconnection enabled')
  expect(output).not.toContain('as root')
  const files = new Map(output.split(/^=== /m).map((part) => [part.slice(0, part.indexOf('\n')), part]))
  for (const lms of ['development', 'production'].map((name) =>
    files.get(`openedx/settings/lms/${name}.py`),
  )) {
    expect(lms).toMatch(new RegExp(`^CORS_ORIGIN_WHITELIST = .*"${richie}"`, 'm'))
    expect(lms).toMatch(new RegExp(`^CSRF_TRUSTED_ORIGINS = .*"${richie}"`, 'm'))
    expect(lms).toContain('FEATURES["ENABLE_CROSS_DOMAIN_CSRF_COOKIE"] = True\n')
    expect(lms).toContain('CROSS_DOMAIN_CSRF_COOKIE_NAME = "edx_csrf_token"\n')
    expect(lms).toContain('CROSS_DOMAIN_CSRF_COOKIE_DOMAIN = ".local.dev"\n')
  }
  expect(files.get('openedx/settings/cms/production.py')).toContain('"secret": "shh",')
  expect(files.get('openedx/settings/lms/development.py')).toContain('def richie_way_back(get_response):')
  expect(files.get('caddy/Caddyfile')).toContain(`redir @richie ${richie}/{re.richie.1} 302`)
})

async function buildTutor(): Promise<void> {
  const args = {
    ...proxyVariables(process.env),
    BASE: 'campustest-base:bookworm',
    TUTOR_VERSION: tutorVersion,
  }
  await docker([
    'build',
    '--quiet',
    `--tag=${tutorImage}`,
    '--label=campus.environment=campustest',
    ...Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...secretArguments(join(checkout.dir, '.campus/build')),
    join(import.meta.dirname, 'settings'),
  ])
}
