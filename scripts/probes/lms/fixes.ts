import type { Fix } from '../../diagnosis/check.ts'
import type { Lms } from '../../plan/lms.ts'
import { openEdxLine, openEdxRules } from '../../plan/open-edx-rules.ts'
import { isRichieOurs } from '../../plan/plan.ts'
import { startFix } from '../surroundings.ts'
import type { LmsContext } from './lms-context.ts'

/**
 * Settings of the LMS: where the mock has them from, and what to set on a platform of one's own, in lower case; lines after
 * the first are for pasting.
 */
export function fixLms(context: LmsContext, own: string): readonly Fix[] {
  if (context.lms.provider === 'external') return [{ says: sentence(toPaste(own)) }]
  return [
    clear(context) ?? anew(context, 'the mock and the gateway'),
    { says: elsewhere('On a platform of your own', own) },
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
  /** Where the LMS shows that it is of another one than the spec says. */
  readonly release?: Lms['release']
  /** Lines of settings that no connection needs by itself. */
  readonly more?: readonly string[]
}

/** Settings of Richie: ours has them from the spec. */
export function fixRichie(context: LmsContext, own: string): readonly Fix[] {
  if (!isRichieOurs(context.surroundings.plan)) return [{ says: sentence(toPaste(own)) }]
  return [anew(context, 'Richie'), { says: elsewhere('In a Richie of your own', own) }]
}

/** Where the LMS itself is the matter, not how it is set. */
export function fixService(context: LmsContext): readonly Fix[] {
  const { lms } = context
  if (lms.provider === 'external') return [{ says: `Look at the log of ${lms.connection.baseUrl}.` }]
  const run = startFix(context.surroundings.plan, 'Start what does not run:')
  return [clear(context) ?? run, { says: 'Its log tells more:', command: `bin/campus logs ${lms.key}` }]
}

/** A mock that was told to misbehave is to be told otherwise before anything else is tried. */
function clear({ surroundings, lms }: LmsContext): Fix | undefined {
  const faults = surroundings.faults[lms.key] ?? []
  if (faults.length === 0) return undefined
  return {
    says: `The mock was told to misbehave (${faults.join(', ')}). To end it:`,
    command: `bin/campus lms ${lms.key} fault --clear`,
  }
}

/** `make run` writes all settings and starts what runs with other ones. */
function anew({ surroundings: { plan } }: LmsContext, who: string): Fix {
  return startFix(plan, `To have ${who} run with what environment.yaml says:`)
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
