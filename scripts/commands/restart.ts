import { waitUntilHealthy } from '../engine/health.ts'
import { ownServices } from '../project/ownership.ts'
import { loadPlan, openProject } from '../project/project.ts'
import { nothingRuns, requireEngine, requireService } from '../project/require.ts'
import { withLock } from '../project/work.ts'
import { awaited } from './status/summary.ts'

/** `campus restart [service...]`: restarts running services, all by default, and waits until they are ready. */
export async function restartCommand(names: readonly string[]): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project)
  await withLock(project, 'restart', async (board) => {
    const engine = await requireEngine(plan)
    const states = await ownServices(engine, project, plan.name)
    if (states.length === 0) throw nothingRuns(plan)
    for (const name of names) await requireService(engine, project, plan, name)
    const chosen = states.filter(({ service }) => names.length === 0 || names.includes(service))
    const rows = awaited(
      plan,
      board,
      chosen.map(({ service }) => service),
    )
    for (const { row } of rows) row.doing('restarting')
    await Promise.all(chosen.map(({ containerId }) => engine.docker.getContainer(containerId).restart()))
    await waitUntilHealthy(engine, plan.name, rows)
  })
}
