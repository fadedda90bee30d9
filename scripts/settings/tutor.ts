import { Document, Scalar } from 'yaml'
import type { Lms, Plan } from '../plan/plan.ts'
import { openEdxPython } from './open-edx-python.ts'
import { openEdxRules, syncRule } from '../plan/open-edx-rules.ts'
import { commentKey } from './open-edx-yaml.ts'
import { siteWarning } from './options.ts'
import type { SettingsOptions } from './options.ts'
import { comment } from './comment.ts'

/** Tutor prefixes a plugin's own configuration with its name; `richie` is the name of another plugin. */
const plugin = 'richieconnection'
const secretName = `${plugin.toUpperCase()}_SYNC_SECRET`

/** A Tutor plugin, one YAML file, whose patches connect Tutor's Open edX (Maple and later) with Richie. */
export function tutorPlugin(plan: Plan, options: SettingsOptions): string {
  // Tutor's newest release is asked for, whatever the mock imitates.
  const lms: Lms = { ...options.lms, release: 'teak' }
  const secret = options.syncSecrets?.[lms.key] ?? ''
  const document = new Document({
    name: plugin,
    version: '1.0.0',
    config: { defaults: { SYNC_SECRET: secret } },
    patches: {
      'openedx-lms-common-settings': block(commonSettings(plan, lms)),
      'openedx-common-settings': block(syncSettings(lms)),
      'openedx-lms-development-settings': block(wayBackInPython(plan, lms)),
      'caddyfile-lms': block(wayBackInCaddy(plan, lms)),
    },
  })
  document.commentBefore = heading(plan, lms, options)
  commentKey(document, 'config', ` Read as ${secretName}: one of Richie's RICHIE_COURSE_RUN_SYNC_SECRETS.`)
  commentKey(
    document,
    'patches',
    ' Tutor sets ENABLE_CORS_HEADERS, CORS_ALLOW_CREDENTIALS and what is Secure by itself: by ENABLE_HTTPS.',
  )
  return document.toString({ lineWidth: 0 })
}

function block(text: string): Scalar {
  const scalar = new Scalar(`${text}\n`)
  scalar.type = Scalar.BLOCK_LITERAL
  return scalar
}

function heading(plan: Plan, lms: Lms, { syncSecrets }: SettingsOptions): string {
  const { hostname, port } = new URL(lms.connection.baseUrl)
  const warning = siteWarning(lms)
  const lines = [
    `Tutor's Open edX as ${lms.connection.baseUrl}, connected with Richie at ${plan.richie.site.origin}. To use it:`,
    `  bin/campus settings tutor > "$(tutor plugins printroot)/${plugin}.yml"`,
    `  tutor plugins enable ${plugin}`,
    `  tutor config save --set LMS_HOST=${hostname} --set ENABLE_HTTPS=${plan.mode === 'tls'}`,
    ...(syncSecrets === null
      ? [`  tutor config save --set ${secretName}=...   (bin/campus settings tutor --secrets has it)`]
      : []),
    '  tutor local start -d   (or: tutor dev start -d)',
    'Course runs are told to Richie by a package, in the image:',
    '  tutor config save --append OPENEDX_EXTRA_PIP_REQUIREMENTS=richie-openedx-sync && tutor images build openedx',
    ...(port === ''
      ? []
      : [
          `Tutor listens on 443 (over http 80, tutor dev 8000). Richie must know the LMS by that address: lms.${lms.key} in environment.yaml as { provider: external, url: ... }, then print this again.`,
        ]),
    ...(plan.mode === 'tls'
      ? []
      : [
          'Over http the CSRF cookie, which is always Secure, is kept on *.localhost names only: elsewhere enrolling needs https.',
        ]),
    ...(warning === null ? [] : [warning]),
  ]
  return comment(lines.join('\n')).replaceAll(/^#/gm, '')
}

/** Both in `tutor local` and in `tutor dev`. What Tutor sets after this patch by ENABLE_HTTPS is left to it. */
function commonSettings(plan: Plan, lms: Lms): string {
  const tutorsOwn = [
    'ENABLE_CORS_HEADERS',
    'CORS_ALLOW_CREDENTIALS',
    'SESSION_COOKIE_SECURE',
    'SESSION_COOKIE_SAMESITE',
  ]
  return openEdxPython(openEdxRules(plan, lms).filter(({ name }) => !tutorsOwn.includes(name)))
}

function syncSettings(lms: Lms): string {
  const rule = syncRule(lms, `{{ ${secretName} }}`)
  return rule === undefined ? '' : openEdxPython([rule])
}

/** `tutor dev` has no Caddy before the LMS: the LMS itself leads back. */
function wayBackInPython(plan: Plan, { connection }: Lms): string {
  const prefix = `/${connection.nextUrl}/`
  return `${comment(`${prefix}... leads back to Richie; in tutor local Caddy does it.`)}
def richie_way_back(get_response):
    from django.http import HttpResponseRedirect

    def middleware(request):
        if request.path.startswith("${prefix}"):
            return HttpResponseRedirect("${plan.richie.site.origin}/" + request.get_full_path()[${prefix.length}:])
        return get_response(request)

    return middleware


MIDDLEWARE = [__name__ + ".richie_way_back"] + list(MIDDLEWARE)`
}

function wayBackInCaddy(plan: Plan, { connection }: Lms): string {
  return `${comment(`/${connection.nextUrl}/... leads back to Richie after a login.`)}
@richie path_regexp richie ^/${connection.nextUrl}/(.*)$
redir @richie ${plan.richie.site.origin}/{re.richie.1} 302`
}
