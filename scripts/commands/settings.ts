import { join } from 'node:path'
import type { Plan } from '../plan/plan.ts'
import type { Mode } from '../plan/site.ts'
import { nginxBlocks } from '../settings/nginx.ts'
import { openedxDockerEnvironment } from '../settings/openedx-docker.ts'
import { openedxSettings } from '../settings/openedx.ts'
import type { SettingsOptions as PrintOptions } from '../settings/options.ts'
import { richieSettings } from '../settings/richie.ts'
import { tutorPlugin } from '../settings/tutor.ts'
import { UserError } from '../system/user-error.ts'
import { loadPlan, openProject, readSpec, readTemplates } from './project.ts'
import type { Project } from './project.ts'
import { requireAsked } from './require-asked.ts'
import { requireLms } from './require-lms.ts'
import { requireOpenEdx } from './require-open-edx.ts'
import { requireTarget } from './require-target.ts'
import type { SettingsTarget } from './require-target.ts'
import { readSecrets } from './secrets.ts'

export type SettingsOptions = { readonly mode?: Mode; readonly lms?: string; readonly secrets?: true }

/** `campus settings <target>`: settings of the connection for a stack of one's own, on standard output. */
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
