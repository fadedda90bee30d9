import { existsSync } from 'node:fs'
import { stageArtifacts } from '../artifacts/stage.ts'
import { composeDown } from '../engine/compose.ts'
import { ownServices } from '../project/ownership.ts'
import { loadPlan, openProject, renderPlan } from '../project/project.ts'
import { requireEngine } from '../project/require.ts'
import { ensureSecrets } from '../project/secrets.ts'
import { withLock } from '../project/work.ts'

/** `campus down`: stops and removes the containers; volumes, images and generated files stay. */
export async function downCommand(): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project)
  await withLock(project, 'down', async (board) => {
    const engine = await requireEngine()
    const { length } = await ownServices(engine, project, plan.name)
    if (length === 0) {
      console.log('This environment is not running.')
      return
    }
    ensureSecrets(project, plan)
    if (!existsSync(project.composeFile))
      stageArtifacts(project.generatedDir, project.stateDir, renderPlan(project, plan)).commit()
    const row = board.row('services')
    row.doing(`stopping ${length}`)
    await composeDown(engine, project.composeFile)
    row.done(`${length} stopped; the data is kept`)
  })
}
