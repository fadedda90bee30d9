import { isProxied } from '../plan/lms.ts'
import { openEdxRules, syncRule } from '../plan/open-edx-rules.ts'
import type { Plan } from '../plan/plan.ts'
import { openEdxPython, openEdxYaml, addressRules } from './open-edx.ts'
import { comment, commentOut, commandOf, siteWarning, type SettingsOptions } from './options.ts'

/** Python for an LMS's settings, and the same as the YAML that production.py reads, commented out. */
export function openedxSettings(plan: Plan, options: SettingsOptions): string {
  const { lms } = options
  const { baseUrl, nextUrl } = lms.connection
  const rules = [...(isProxied(lms) ? addressRules(plan, lms) : []), ...openEdxRules(plan, lms)]
  // production.py has the header already, and YAML no tuples.
  const rulesInYaml = rules.filter(({ name }) => name !== 'SECURE_PROXY_SSL_HEADER')
  const secret = options.syncSecrets?.[lms.key]
  const sync = syncRule(lms, secret ?? { code: 'os.environ.get("RICHIE_SYNC_SECRET", "")' })
  const syncInYaml = syncRule(lms, secret ?? '')
  const warning = siteWarning(plan, lms)
  return `${[
    comment(
      `Open edX at ${baseUrl} (${lms.release}), connected with Richie at ${plan.richie.site.origin}.
For the end of the LMS's settings module: lms/envs/private.py, or one of your own that begins with: from lms.envs.${lms.release === 'teak' ? 'production' : 'aws'} import *`,
    ),
    ...(warning === null ? [] : [comment(warning)]),
    ...(lms.release === 'teak' ? [] : [comment(oldReleases)]),
    'import os',
    '',
    openEdxPython(rules),
    '',
    ...(sync === undefined
      ? [
          comment(
            'Course runs: this release cannot sync them to Richie. Enter them in Richie, or call its course-runs-sync yourself.',
          ),
        ]
      : [
          openEdxPython([sync]),
          ...(secret === undefined
            ? [
                comment(
                  `The secret is one of RICHIE_COURSE_RUN_SYNC_SECRETS. Show it: ${commandOf('openedx', options)} --secrets`,
                ),
              ]
            : []),
        ]),
    '',
    comment(
      isProxied(lms)
        ? `Not a setting: campus's gateway redirects ${baseUrl}/${nextUrl}/... to Richie.`
        : `Not a setting: the proxy in front of the LMS must redirect ${baseUrl}/${nextUrl}/... to Richie (${commandOf('nginx', options)}), or learners do not get back after the login.`,
    ),
    ...(lms.release === 'teak'
      ? [
          '',
          comment(
            'The same for the YAML file that LMS_CFG names (lms.env.yml, lms.yml): remove the comment signs. It replaces the keys of the same name there.',
          ),
          commentOut(openEdxYaml([...rulesInYaml, ...(syncInYaml === undefined ? [] : [syncInYaml])])),
        ]
      : []),
  ].join('\n')}\n`
}

const oldReleases =
  'Up to Ironwood the two ENABLE_ features of CORS and its cookie must also be in lms.env.json, under FEATURES: aws.py reads them while it builds the list of middlewares.'
