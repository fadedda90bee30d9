import { findEngine, isEngine } from '../engine/find-engine.ts'
import { isRichieOurs } from '../plan/plan.ts'
import type { Mode } from '../plan/site.ts'
import { printJson } from '../system/print-json.ts'
import { textWidth } from '../system/wrap.ts'
import { loadPlan, openProject } from './project.ts'
import { readSecrets } from './secrets.ts'
import { gatherStatus } from './status-gather.ts'
import { formatStatus } from './status-text.ts'

export type StatusOptions = { readonly mode?: Mode; readonly json?: true; readonly secrets?: true }

/** `campus status`: every service of the plan and what its container says; exit code 1 where not all are healthy. */
export async function statusCommand(options: StatusOptions): Promise<void> {
  const project = openProject()
  const [plan, found] = await Promise.all([loadPlan(project, options.mode), findEngine()])
  const password =
    options.secrets && isRichieOurs(plan)
      ? (readSecrets(project).adminPassword ?? 'made by the first make run')
      : undefined
  const document = await gatherStatus(project, plan, isEngine(found) ? found : undefined, password)
  process.exitCode = document.services.every(({ health }) => health === 'healthy') ? 0 : 1
  if (options.json) printJson(document)
  else console.log(formatStatus(plan, document, Date.now(), textWidth()))
}
