import { ensureBase } from '../engine/base.ts'
import { composeUp } from '../engine/compose.ts'
import type { Engine } from '../engine/find-engine.ts'
import { ensureImages } from '../engine/images.ts'
import { ensureLinuxNode } from '../engine/linux-node.ts'
import { ensureYarn } from '../engine/yarn.ts'
import { frontendOf } from '../plan/frontend.ts'
import type { Plan } from '../plan/plan.ts'
import type { Board } from '../system/board.ts'
import { imageBuilds } from './image-builds.ts'
import type { Project } from './project.ts'

/**
 * The base and the images of all services, as far as they are not there already. The gateway and the LMSes are started
 * as soon as theirs are there: the gateway's pages then tell how far Richie is. Returns how many images were built.
 */
export async function makeImages(
  project: Project,
  plan: Plan,
  engine: Engine,
  board: Board,
): Promise<number> {
  const { root, stateDir, generatedDir, composeFile } = project
  const base = { environment: plan.name, ...plan.base, stateDir, rootDir: root }
  await ensureBase(engine, { ...base, row: board.row('base') })
  const row = board.row('images')
  await ensureLinuxNode(plan.linuxNode, { rootDir: root, generatedDir, row })
  if (frontendOf(plan.richie.source) !== null) await ensureYarn({ rootDir: root, generatedDir, row })
  const builds = imageBuilds(project, plan)
  const early = ['gateway', ...plan.mocks.map(({ key }) => key)]
  const missing = new Set(builds.filter(({ service }) => early.includes(service)).map(({ image }) => image))
  const { built } = await ensureImages(engine, {
    composeFile,
    stateDir,
    builds,
    row,
    async onReady(image) {
      if (!missing.delete(image) || missing.size > 0) return
      await composeUp(engine, composeFile, early)
      row.note(`  Have a look meanwhile: ${plan.richie.site.origin}`)
    },
  })
  row.done(built === 0 ? `${builds.length}, up to date` : `${builds.length}, ${built} built`)
  return built
}
