import { execIn } from '../engine/containers.ts'
import type { Plan } from '../plan/plan.ts'
import { UserError } from '../system/user-error.ts'
import { requireEngine, requireService } from './environment-engine.ts'
import { requireOwnRichie } from './require-own-richie.ts'
import type { ResolveDocument } from './resolve-schema.ts'

/** What the running Richie's own LMSHandler says of a link, held against the plan. */
export async function verifyRoute(
  plan: Plan,
  planned: ResolveDocument,
): Promise<ResolveDocument['verified']> {
  requireOwnRichie(plan)
  const engine = await requireEngine()
  const { containerId } = await requireService(engine, plan.name, 'richie')
  const argv = ['python', '/opt/campus/container/select_lms.py', planned.link]
  const { exitCode, output } = await execIn(engine, containerId, argv)
  const last = output.trim().split('\n').at(-1) ?? ''
  if (exitCode !== 0 || !last.startsWith('{'))
    throw new UserError(`Richie could not be asked: ${last}`, {
      id: 'richie-not-asked',
      hint: 'Its log: bin/campus logs richie\nMade by an older campus? Bring it up to date: make run',
    })
  const said = JSON.parse(last) as { baseUrl: string | null; courseId: string | null }
  const expected = plan.lmses.find(({ key }) => key === planned.python.lms)?.connection.baseUrl ?? null
  return { ...said, agrees: said.baseUrl === expected && said.courseId === planned.python.courseId }
}
