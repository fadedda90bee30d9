import { Document, type Scalar, type YAMLMap } from 'yaml'
import type { Lms } from '../plan/lms.ts'
import { type OpenEdxSetting, openEdxLine } from '../plan/open-edx-rules.ts'
import type { Plan } from '../plan/plan.ts'
import { comment } from './options.ts'

/** Settings as the YAML file that production.py reads (LMS_CFG), by the names that it reads there. */
export function openEdxYaml(settings: readonly OpenEdxSetting[]): string {
  const features = settings.filter(({ kind }) => kind === 'feature')
  const others = settings.filter(({ kind }) => kind !== 'feature')
  const document = new Document({
    FEATURES: Object.fromEntries(features.map(({ name, value }) => [name, value])),
    ...Object.fromEntries(others.map(({ name, yamlName, value }) => [yamlName ?? name, value])),
  })
  for (const { name, yamlName } of others) {
    if (yamlName !== undefined)
      commentKey(document, yamlName, ` production.py reads ${name} under this name, not under its own`)
  }
  return document.toString({ lineWidth: 0 })
}

/** Puts a comment above a key of the topmost map. */
export function commentKey(document: Document, key: string, text: string): void {
  const map = document.contents as unknown as YAMLMap<Scalar>
  const scalar = map.items.find((item) => item.key.value === key)?.key
  if (scalar !== undefined) scalar.commentBefore = text
}

/** Settings as Django settings of Open edX; each with its reason above it. */
export function openEdxPython(settings: readonly OpenEdxSetting[]): string {
  return settings.map((setting) => `${comment(setting.why)}\n${openEdxLine(setting)}`).join('\n\n')
}

/** Settings of its public address, for an Open edX behind a gateway. */
export function addressRules({ mode }: Plan, { connection: { baseUrl } }: Lms): readonly OpenEdxSetting[] {
  const { host } = new URL(baseUrl)
  const value = (name: string, of: OpenEdxSetting['value'], why: string): OpenEdxSetting => ({
    kind: 'value',
    name,
    value: of,
    why,
  })
  return [
    value('LMS_BASE', host, 'Its public address, used in the links that the LMS makes.'),
    value('LMS_ROOT_URL', baseUrl, 'The same as an origin: a login is redirected there, and on to Richie.'),
    value('SITE_NAME', host, 'The same in its e-mails and in pages for robots.'),
    ...(mode === 'tls'
      ? [
          value(
            'SECURE_PROXY_SSL_HEADER',
            { tuple: ['HTTP_X_FORWARDED_PROTO', 'https'] },
            "TLS ends at the gateway: without this the LMS treats every request as http, and sets no CSRF cookie. Open edX's production settings have it, and those of devstack build on them.",
          ),
        ]
      : []),
  ]
}
