import { existsSync } from 'node:fs'
import { stageArtifacts } from '../artifacts/stage.ts'
import { composeDown } from '../engine/compose.ts'
import type { Plan } from '../plan/plan.ts'
import { ownServices } from '../project/ownership.ts'
import { lastMode, loadPlan, openProject, renderPlan, type Project } from '../project/project.ts'
import { requireEngine } from '../project/require.ts'
import { ensureSecrets } from '../project/secrets.ts'
import { withLock } from '../project/work.ts'
import { readTextIfThere } from '../system/files.ts'
import { UserError } from '../system/user-error.ts'

/** `campus down`: stops and removes the containers; volumes, images and generated files stay. */
export async function downCommand(): Promise<void> {
  const project = openProject()
  const plan = await planOrName(project)
  await withLock(project, 'down', async (board) => {
    const engine = await requireEngine({ mode: lastMode(project) })
    const { length } = await ownServices(engine, project, plan.name)
    if (length === 0) {
      console.log('This environment is not running.')
      return
    }
    if ('sites' in plan) {
      ensureSecrets(project, plan)
      if (!existsSync(project.composeFile))
        stageArtifacts(project.generatedDir, project.stateDir, renderPlan(project, plan)).commit()
    }
    const row = board.row('services')
    row.doing(`stopping ${length}`)
    await composeDown(engine, project.composeFile)
    row.done(`${length} stopped; the data is kept`)
  })
}

/** A mistake in the spec must not keep anybody from stopping: the compose file of the last start has the name. */
async function planOrName(project: Project): Promise<Plan | { readonly name: string }> {
  try {
    return await loadPlan(project)
  } catch (error) {
    const name = /^name: ([\w-]+)$/m.exec(readTextIfThere(project.composeFile) ?? '')?.[1]
    if (!(error instanceof UserError) || name === undefined) throw error
    console.error(`${error.message}\nStopping what runs by generated/compose.yaml.`)
    return { name }
  }
}
