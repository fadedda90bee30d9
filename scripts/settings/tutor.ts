import { Document, Scalar } from 'yaml'
import { openEdxRules, syncRule } from '../plan/open-edx-rules.ts'
import { isProxied } from '../plan/plan.ts'
import type { Lms, Plan } from '../plan/plan.ts'
import { openEdxPython } from './open-edx-python.ts'
import { commentKey } from './open-edx-yaml.ts'
import type { SettingsOptions } from './options.ts'
import { plugin, secretName, tutorHeading } from './tutor-heading.ts'
import { portOfGateway, tutorPort } from './tutor-port.ts'
import { wayBackInCaddy, wayBackInPython } from './tutor-way-back.ts'

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
      ...(portOfGateway(lms) === '' ? {} : { 'openedx-lms-production-settings': block(tutorPort(lms)) }),
      // The gateway leads back by itself.
      ...(isProxied(lms)
        ? {}
        : {
            'openedx-lms-development-settings': block(wayBackInPython(plan, lms)),
            'caddyfile-lms': block(wayBackInCaddy(plan, lms)),
          }),
    },
  })
  document.commentBefore = tutorHeading(plan, lms, options)
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
