import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretArguments } from '../../../scripts/engine/images/build-base.ts'
import { proxyVariables } from '../../../scripts/system/proxy.ts'
import { docker } from '../../e2e/support/docker.ts'
import { name, richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { printSettings } from '../../e2e/support/settings/print-settings.ts'

/* What `campus settings tutor` prints is a plugin of Tutor's, from the package index, in a container that has only that. */

// The container reads it as another user.
const folder = mkdtempSync(join(tmpdir(), 'campus-tutor-'))
chmodSync(folder, 0o755)
const richie = `https://richie.local.dev:${richiePort}`
const tutorImage = `${name}-tutor:latest`
const tutorVersion = '22.0.3'
const tutorMfeVersion = '22.1.0'

beforeAll(buildTutor)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await docker(['rmi', '--force', tutorImage])
})

test('Tutor accepts and enables the printed plugin, and what it renders is Python with its values', async () => {
  const files = await render('LMS_HOST=edx.local.dev ENABLE_HTTPS=true')
  for (const lms of ['development', 'production'].map((name) => files.get(settingsOf(name)))) expectWired(lms)
  expect(files.get('openedx/settings/cms/production.py')).toContain('"secret": "shh",')
  expect(files.get(settingsOf('development'))).toContain('def richie_way_back(get_response):')
  expect(files.get('caddy/Caddyfile')).toContain(`redir @richie ${richie}/{re.richie.1} 302`)
})

test("behind the gateway Tutor's addresses, also those of its login, are the gateway's, and Caddy passes what the gateway says", async () => {
  const tutor = { port: edxPort + 1, provider: 'external', url: 'http://tutor.local.dev:81', proxy: true }
  checkout.setLocal({ ...local, lms: { ...local.lms, tutor } })
  const names = 'LMS_HOST=tutor.local.dev ENABLE_HTTPS=true ENABLE_WEB_PROXY=false CADDY_HTTP_PORT=81'
  const files = await render(names, '--lms', 'tutor').finally(() => checkout.setLocal(local))
  expectWired(files.get(settingsOf('production')))
  const [own, apps] = [
    `https://tutor.local.dev:${edxPort + 1}`,
    `https://apps.tutor.local.dev:${edxPort + 1}`,
  ]
  expect(JSON.parse(files.get('run')?.split('\n')[1] ?? '')).toMatchObject({
    ALLOWED_HOSTS: ['tutor.local.dev', 'lms'],
    SESSION_COOKIE_DOMAIN: 'tutor.local.dev',
    LMS_BASE: `tutor.local.dev:${edxPort + 1}`,
    LMS_ROOT_URL: own,
    AUTHN_MICROFRONTEND_URL: `${apps}/authn`,
    MFE_CONFIG: {
      LMS_BASE_URL: own,
      LOGIN_URL: `${own}/login`,
      REFRESH_ACCESS_TOKEN_ENDPOINT: `${own}/login_refresh`,
    },
    CORS_ORIGIN_WHITELIST: [richie, own, apps],
    CSRF_TRUSTED_ORIGINS: [richie, apps],
    LOGIN_REDIRECT_WHITELIST: [`richie.local.dev:${richiePort}`, `apps.tutor.local.dev:${edxPort + 1}`],
  })
  const caddy = files.get('caddy/Caddyfile')
  expect(caddy).toContain('trusted_proxies static 0.0.0.0/0 ::/0')
  expect(caddy).toMatch(/^apps\.tutor\.local\.dev\{\$default_site_port\} \{$/m)
  expect(caddy).not.toContain('richie')
  const compose = files.get('../local/docker-compose.prod.yml')
  expect(compose).toMatch(/"81:80"\s+environment:\s+default_site_port: ":80"/)
})

const settingsOf = (name: string) => `openedx/settings/lms/${name}.py`

function expectWired(lms: string | undefined): void {
  expect(lms).toMatch(new RegExp(`^CORS_ORIGIN_WHITELIST = .*"${richie}"`, 'm'))
  expect(lms).toMatch(new RegExp(`^CSRF_TRUSTED_ORIGINS = .*"${richie}"`, 'm'))
  expect(lms).toContain('FEATURES["ENABLE_CROSS_DOMAIN_CSRF_COOKIE"] = True\n')
  expect(lms).toContain('CROSS_DOMAIN_CSRF_COOKIE_NAME = "edx_csrf_token"\n')
  expect(lms).toContain('CROSS_DOMAIN_CSRF_COOKIE_DOMAIN = ".local.dev"\n')
}

/** What Tutor renders with the plugin of this spec, by path below env/apps; `run` is what the LMS's settings come to. */
async function render(
  configuration: string,
  ...which: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const plugin = await printSettings(checkout, 'tutor', '--mode', 'tls', ...which)
  writeFileSync(join(folder, 'richieconnection.yml'), plugin)
  copyFileSync(
    join(import.meta.dirname, '../../e2e/support/settings/read_rendered.py'),
    join(folder, 'read_rendered.py'),
  )
  const sets = configuration.replaceAll(/^| /g, ' --set ')
  const script = `
    mkdir plugins && cp /printed/richieconnection.yml plugins
    tutor plugins enable mfe richieconnection
    tutor config save ${sets} --set RICHIECONNECTION_SYNC_SECRET=shh
    python3 -m compileall -q tutor/env/apps/openedx/settings
    cd tutor/env/apps
    for file in openedx/settings/*ms/[dp]*.py caddy/Caddyfile ../local/docker-compose.prod.yml; do
      printf '\\n=== %s\\n' "$file"; cat "$file"
    done
    printf '\\n=== run\\n'
    python3 /printed/read_rendered.py openedx/settings/lms/production.py ${/LMS_HOST=(\S+)/.exec(configuration)?.[1]} ${richie}`
  const run = ['run', '--rm', `--volume=${folder}:/printed:ro`, tutorImage, 'sh', '-euc']
  const output = await docker([...run, script])
  expect(output).toContain('Plugin richieconnection enabled')
  expect(output).not.toContain('as root')
  return new Map(output.split(/^=== /m).map((part) => [part.slice(0, part.indexOf('\n')), part]))
}

async function buildTutor(): Promise<void> {
  const args = {
    ...proxyVariables(process.env),
    BASE: `${name}-base:bookworm`,
    TUTOR_VERSION: tutorVersion,
    TUTOR_MFE_VERSION: tutorMfeVersion,
  }
  await docker([
    'build',
    '--quiet',
    `--tag=${tutorImage}`,
    `--label=campus.environment=${name}`,
    ...Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...secretArguments(join(checkout.dir, '.campus/build')),
    join(import.meta.dirname, '../../e2e/support/settings'),
  ])
}
