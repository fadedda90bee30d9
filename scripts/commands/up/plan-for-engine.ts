import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../../engine/find-engine.ts'
import type { Plan } from '../../plan/plan.ts'
import { loadPlan, type Project } from '../../project/project.ts'
import { writeAtomic } from '../../system/files.ts'

/**
 * The plan for the engine in use. In a rootless one the owner of a checkout is root: if that was not known yet, it is
 * stored for later commands, and the plan is made again.
 */
export async function planForEngine(project: Project, plan: Plan, engine: Engine): Promise<Plan> {
  if (plan.richie.source.provider !== 'checkout') return plan
  const marker = join(project.stateDir, 'rootless')
  const { SecurityOptions: options = [] } = (await engine.docker.info()) as { SecurityOptions?: string[] }
  const isRootless = options.some((option) => option.startsWith('name=rootless'))
  if (isRootless === existsSync(marker)) return plan
  if (isRootless) writeAtomic(marker, 'yes\n')
  else rmSync(marker)
  return await loadPlan(project, plan.mode)
}
