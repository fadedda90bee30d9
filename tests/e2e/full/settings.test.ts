import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openOwnAuthority } from '../../../scripts/tls/own-authority.ts'
import { docker } from '../support/docker.ts'
import { name, richiePort, edxPort, checkout } from '../support/environment.ts'
import { printSettings } from '../support/settings/print-settings.ts'

/* What `campus settings` prints does its work in the real thing: Richie, Django settings, nginx. */

const helpers = join(import.meta.dirname, '../support/settings')
// Containers read it as another user.
const folder = mkdtempSync(join(tmpdir(), 'campus-settings-'))
chmodSync(folder, 0o755)
const mount = ['--volume', `${folder}:/printed:ro`]
afterAll(() => rmSync(folder, { recursive: true }))

const richie = `https://richie.local.dev:${richiePort}`
const edx = `https://edx.local.dev:${edxPort}`

test('Richie starts with the printed Python alone, and shows, sends and accepts what it says', async () => {
  const printed = await printSettings(checkout, 'richie', '--mode', 'tls')
  writeFileSync(join(folder, 'printed.py'), `from campus.settings import *\n\n${printed}`)
  copyFileSync(join(helpers, 'ask_richie.py'), join(folder, 'ask_richie.py'))
  writeFileSync(join(folder, 'connection.json'), JSON.stringify(disconnected()))
  const secret =
    /SYNC_SECRETS=(\w+)/.exec(await printSettings(checkout, 'richie', '--mode', 'tls', '--secrets'))?.[1] ??
    ''
  const container = await docker([
    'run',
    '--detach',
    `--network=${name}_default`,
    `--env-file=${join(checkout.dir, '.campus/secrets/richie.env')}`,
    ...variables({
      CAMPUS_CONNECTION: '/printed/connection.json',
      CAMPUS_SYNC_SECRETS: '',
      DJANGO_RICHIE_COURSE_RUN_SYNC_SECRETS: secret,
      DJANGO_SETTINGS_MODULE: 'printed',
      PYTHONPATH: '/printed',
    }),
    ...mount,
    '--entrypoint=gunicorn',
    `${name}-richie`,
    '--bind=127.0.0.1:8000',
    '--timeout=90',
    'django.core.wsgi:get_wsgi_application()',
  ])
  try {
    const ask = async () => await docker(['exec', container, 'python', '/printed/ask_richie.py'])
    const answer = JSON.parse(await vi.waitFor(ask, { timeout: 60_000, interval: 500 })) as object
    expect(answer).toMatchObject({
      status: 200,
      referrerPolicy: 'unsafe-url',
      context: {
        authentication: { endpoint: edx, backend: 'openedx-hawthorn' },
        lms_backends: [
          {
            endpoint: edx,
            backend: 'openedx-hawthorn',
            next_url: 'richie',
            course_regexp: expect.stringContaining('edx'),
          },
        ],
      },
      // Signed rightly, but of no LMS; signed wrongly.
      signed: 400,
      forged: 401,
    })
  } finally {
    await docker(['rm', '--force', container])
  }
})

test.each(['http', 'tls'] as const)(
  "%s: an Open edX's settings come to what is meant, beside what was there",
  async (mode) => {
    writeFileSync(join(folder, 'openedx.py'), await printSettings(checkout, 'openedx', '--mode', mode))
    copyFileSync(join(helpers, 'stub_open_edx.py'), join(folder, 'stub_open_edx.py'))
    const run = 'python /printed/stub_open_edx.py < /printed/openedx.py'
    const argv = [
      'run',
      '--rm',
      ...mount,
      '--env=RICHIE_SYNC_SECRET=shh',
      '--entrypoint=sh',
      `${name}-richie`,
      '-c',
      run,
    ]
    const origin = mode === 'tls' ? richie : `http://richie.${name}.localhost:${richiePort}`
    expect(JSON.parse(await docker(argv))).toMatchObject({
      FEATURES: {
        ENABLE_CORS_HEADERS: true,
        ENABLE_CROSS_DOMAIN_CSRF_COOKIE: true,
        PREVENT_CONCURRENT_LOGINS: true,
      },
      CORS_ALLOW_CREDENTIALS: true,
      CORS_ALLOW_INSECURE: mode === 'http',
      CORS_ORIGIN_WHITELIST: ['https://apps.local.dev', origin],
      CSRF_TRUSTED_ORIGINS: [origin],
      CROSS_DOMAIN_CSRF_COOKIE_NAME: 'edx_csrf_token',
      CROSS_DOMAIN_CSRF_COOKIE_DOMAIN: mode === 'tls' ? '.local.dev' : `.${name}.localhost`,
      SESSION_COOKIE_SECURE: mode === 'tls',
      LOGIN_REDIRECT_WHITELIST: ['studio.local.dev', new URL(origin).host],
      RICHIE_OPENEDX_SYNC_COURSE_HOOKS: [{ url: `${origin}/api/v1.0/course-runs-sync/`, secret: 'shh' }],
    })
  },
)

test.each([
  [
    'http',
    `edx.${name}.localhost`,
    '302',
    `http://richie.${name}.localhost:${richiePort}/en/courses/x/?a=%20b`,
  ],
  // Asked over http on the port of https.
  ['tls', 'edx.local.dev', '307', `${edx}/richie/en/courses/x/?a=%20b`],
])(
  '%s: nginx takes the printed server blocks, and leads where it should',
  async (mode, host, status, location) => {
    const blocks = await printSettings(checkout, 'nginx', '--mode', mode)
    writeFileSync(join(folder, 'richie.conf'), blocks)
    writeFileSync(
      join(folder, 'nginx.conf'),
      'pid /tmp/nginx.pid;\nerror_log stderr;\nevents {}\nhttp { access_log off; include /printed/richie.conf; }\n',
    )
    await issueCertificates()
    // Docker switches IPv6 off in a network that has none, on loopback too.
    const ipv6 = blocks.includes('[::1]') ? ['--sysctl=net.ipv6.conf.all.disable_ipv6=0'] : []
    const certs = ['--volume', `${join(folder, 'certs')}:/etc/nginx/certs:ro`]
    const script = `
    nginx -t -c /printed/nginx.conf 2>&1
    nginx -c /printed/nginx.conf
    exec 3<>/dev/tcp/127.0.0.1/${edxPort}
    printf 'GET /richie/en/courses/x/?a=%%20b HTTP/1.0\\r\\nHost: ${host}:${edxPort}\\r\\n\\r\\n' >&3
    cat <&3`
    const argv = [
      'run',
      '--rm',
      '--user=root',
      ...ipv6,
      ...mount,
      ...certs,
      '--entrypoint=bash',
      `${name}-gateway`,
    ]
    const output = await docker([...argv, '-euc', script])
    expect(output).toContain('test is successful')
    expect(output).toContain(`HTTP/1.1 ${status} `)
    expect(output).toContain(`Location: ${location}\r\n`)
  },
)

/** What the environment tells its Richie, without a word of any LMS. */
function disconnected(): object {
  const file = join(checkout.dir, 'generated/richie/connection.json')
  return {
    ...(JSON.parse(readFileSync(file, 'utf8')) as object),
    authentication: { BASE_URL: null, BACKEND: 'dummy' },
    lmsBackends: [],
    referrerPolicy: 'same-origin',
    trustedOrigins: [],
  }
}

function variables(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `--env=${name}=${value}`)
}

async function issueCertificates(): Promise<void> {
  const authority = await openOwnAuthority({ domain: 'local.dev', folder: join(folder, 'ca') })
  mkdirSync(join(folder, 'certs'), { recursive: true })
  for (const host of ['richie.local.dev', 'edx.local.dev']) {
    const { certificate, key } = await authority.issue([host])
    writeFileSync(join(folder, 'certs', `${host}.pem`), certificate)
    writeFileSync(join(folder, 'certs', `${host}.key`), key)
  }
}
