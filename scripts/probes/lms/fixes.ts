import type { Fix } from '../../diagnosis/check.ts'
import type { Lms } from '../../plan/lms.ts'
import { openEdxLine, openEdxRules } from '../../plan/open-edx-rules.ts'
import { isRichieOurs } from '../../plan/plan.ts'
import { startFix } from '../surroundings.ts'
import type { LmsContext } from './lms-context.ts'

/**
 * Settings of the LMS: how to apply the spec to the mock, and what to set on your own platform, in lower case; lines after the
 * first are for pasting.
 */
export function fixLms(context: LmsContext, own: string): readonly Fix[] {
  if (context.lms.provider === 'external') return [{ says: sentence(toPaste(own)) }]
  return [
    clear(context) ?? recreate(context, 'the mock and the gateway'),
    { says: elsewhere('On your own platform', own) },
  ]
}

/** Settings of the LMS by their names, in the very lines that `campus settings openedx` prints. */
export function fixSettings(
  context: LmsContext,
  names: readonly string[],
  { release = context.lms.release, more = [] }: SettingsOptions = {},
): readonly Fix[] {
  const rules = openEdxRules(context.surroundings.plan, { ...context.lms, release })
  const lines = rules
    .filter(({ name }) => names.includes(name))
    .flatMap((rule) => [
      openEdxLine(rule),
      ...(rule.yamlName === undefined ? [] : [`# in lms.env.yml its name is ${rule.yamlName}`]),
    ])
  return fixLms(context, ['in the settings of the LMS', ...lines, ...more].join('\n'))
}

type SettingsOptions = {
  /** If the LMS shows that it is of another release than the spec says. */
  readonly release?: Lms['release']
  /** More lines of settings, for this finding only. */
  readonly more?: readonly string[]
}

/** Settings of Richie: the environment's own Richie takes them from the spec. */
export function fixRichie(context: LmsContext, own: string): readonly Fix[] {
  if (!isRichieOurs(context.surroundings.plan)) return [{ says: sentence(toPaste(own)) }]
  return [recreate(context, 'Richie'), { says: elsewhere('In your own Richie', own) }]
}

/** If the LMS itself fails, not its settings. */
export function fixService(context: LmsContext): readonly Fix[] {
  const { lms } = context
  if (lms.provider === 'external') return [{ says: `Look at the logs of ${lms.connection.baseUrl}.` }]
  const run = startFix(context.surroundings.plan, 'Start what is not running:')
  return [clear(context) ?? run, { says: 'Read its log:', command: `bin/campus logs ${lms.key}` }]
}

/** Faults of the mock are cleared before anything else is tried. */
function clear({ surroundings, lms }: LmsContext): Fix | undefined {
  const faults = surroundings.faults[lms.key] ?? []
  if (faults.length === 0) return undefined
  return {
    says: `The mock has active faults (${faults.join(', ')}). Clear them:`,
    command: `bin/campus lms ${lms.key} fault --clear`,
  }
}

/** `make run` writes all settings and restarts what runs with other ones. */
function recreate({ surroundings: { plan } }: LmsContext, who: string): Fix {
  return startFix(plan, `Apply environment.yaml to ${who}:`)
}

function elsewhere(where: string, own: string): string {
  return own.includes('\n') ? `${where}, ${toPaste(own)}` : `${where}: ${own}`
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Lines after the first are for pasting. */
function toPaste(text: string): string {
  return text.replace('\n', ':\n')
}
