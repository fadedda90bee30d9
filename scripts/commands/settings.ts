import { join } from 'node:path'
import { backendOf } from '../environment/release.ts'
import type { Environment } from '../environment/schema.ts'
import { isOpenEdx, type Lms } from '../plan/lms.ts'
import type { Plan } from '../plan/plan.ts'
import type { Mode } from '../plan/site.ts'
import { loadPlan, openProject, readSpec, readTemplates, type Project } from '../project/project.ts'
import { requireLms } from '../project/require.ts'
import { readSecrets } from '../project/secrets.ts'
import { nginxBlocks } from '../settings/nginx.ts'
import { openedxDockerEnvironment } from '../settings/openedx-docker.ts'
import { openedxSettings } from '../settings/openedx.ts'
import type { SettingsOptions as PrintOptions } from '../settings/options.ts'
import { richieSettings } from '../settings/richie.ts'
import { tutorPlugin } from '../settings/tutor.ts'
import { UserError } from '../system/user-error.ts'
import { requireTarget, type SettingsTarget } from './settings-target.ts'

export type SettingsOptions = { readonly mode?: Mode; readonly lms?: string; readonly secrets?: true }

/** `campus settings <target>`: prints the connection's settings for a stack of your own. */
export async function settingsCommand(word: string | undefined, options: SettingsOptions): Promise<void> {
  const target = requireTarget(word)
  const project = openProject()
  const plan = await loadPlan(project, options.mode)
  const lms = requireLms(plan, options.lms ?? plan.authentication)
  if (target !== 'richie' && (target !== 'nginx' || options.lms !== undefined)) requireOpenEdx(lms)
  if (target !== 'richie' && target !== 'nginx') requireAsked(readSpec(project).environment, lms.key)
  const text = printers[target](project, plan, {
    lms,
    onlyLms: options.lms !== undefined,
    askedMode: options.mode,
    syncSecrets: options.secrets ? requireSecrets(project) : null,
  })
  process.stdout.write(text)
}

const printers: Record<SettingsTarget, (project: Project, plan: Plan, options: PrintOptions) => string> = {
  richie: (_, plan, options) => richieSettings(plan, options),
  openedx: (_, plan, options) => openedxSettings(plan, options),
  tutor: (_, plan, options) => tutorPlugin(plan, options),
  'openedx-docker': (_, plan, options) => openedxDockerEnvironment(plan, options),
  nginx: (project, plan, options) => nginxBlocks(plan, options, readTemplates(join(project.root, 'nginx'))),
}

function requireSecrets(project: Project): NonNullable<PrintOptions['syncSecrets']> {
  const { sync } = readSecrets(project)
  if (sync !== undefined) return sync
  throw new UserError('This environment has no secrets yet.', {
    id: 'no-secrets-yet',
    hint: 'The first start makes them: make run',
  })
}

/** An LMS that Richie never calls, in either mode, needs no settings: micro-frontends that the gateway serves, for example. */
export function requireAsked({ lms }: Environment, key: string): void {
  const isAsked = (other: string) =>
    (['http', 'tls'] as const).some((mode) => lms[other] && backendOf(lms[other], mode) !== 'base')
  if (isAsked(key)) return
  const others = Object.keys(lms).filter(isAsked)
  throw new UserError(`${key} needs no settings: with \`backend: base\` Richie never calls it.`, {
    id: 'command-line',
    exitCode: 2,
    hint: [
      ...(others.length === 0 ? [] : [`Richie calls: ${others.join(', ')} (choose with --lms)`]),
      `If learners enrol there, set lms.${key}.backend: openedx-hawthorn`,
    ].join('\n'),
  })
}

/** Only Open edX has settings of the connection: for other LMSes everything is in the spec. */
export function requireOpenEdx(lms: Lms): void {
  if (isOpenEdx(lms)) return
  const { key, connection } = lms
  throw new UserError(
    `${key} is not an Open edX (its courses are at ${connection.coursePath}): it needs no settings.`,
    {
      id: 'command-line',
      exitCode: 2,
      hint: `Richie links to its courses, and enrolment stays in the browser: docs/guides/moodle-canvas-and-others.md
Richie's settings:  bin/campus settings richie --lms ${key}`,
    },
  )
}
