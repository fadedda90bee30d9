import { compose } from '../engine/compose.ts'
import { loadPlan, openProject } from '../project/project.ts'
import { requireEngine, requireService, requireOwnRichie } from '../project/require.ts'

/** `campus manage ...`: Richie's manage.py, in its running container; the exit code is its own. */
export async function manageCommand(argv: readonly string[]): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project)
  requireOwnRichie(plan)
  const engine = await requireEngine(plan)
  await requireService(engine, project, plan, 'richie')
  const terminal = process.stdin.isTTY && process.stdout.isTTY ? [] : ['-T']
  const command = ['exec', ...terminal, 'richie', 'python', '/opt/campus/project/manage.py', ...argv]
  const { exitCode } = await compose(engine, project.composeFile, command, { inherit: true })
  process.exitCode = exitCode
}
