import { join } from 'node:path'
import { composeUp } from '../../engine/compose.ts'
import type { Engine } from '../../engine/find-engine.ts'
import { ensureBase } from '../../engine/images/base.ts'
import { ensureImages, type ImageBuild } from '../../engine/images/images.ts'
import { ensureLinuxNode, ensureYarn } from '../../engine/images/npm-packages.ts'
import type { Plan } from '../../plan/plan.ts'
import { frontendOf } from '../../plan/richie-source.ts'
import type { Project } from '../../project/project.ts'
import { planServices } from '../../render/services.ts'
import type { Board } from '../../system/board.ts'
import { withTag } from './source.ts'

/**
 * Makes the base and the images of all services, if they are missing. The gateway and the LMSes are started as soon as
 * their images exist: the gateway's pages then show Richie's progress. Returns how many images were built.
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
      row.note(`  Progress in the browser: ${plan.richie.site.origin}`)
    },
  })
  row.done(built === 0 ? `${builds.length}, up to date` : `${built} of ${builds.length} built`)
  return built
}

/** What must be built for the services of a plan: several services may share an image. */
function imageBuilds(project: Project, plan: Plan): readonly ImageBuild[] {
  const services = Object.entries(planServices(plan, () => ''))
  return services
    .filter(([, { image }], index) => services.findIndex(([, other]) => other.image === image) === index)
    .map(([service, { image, build }]) => ({
      image: `${image}:latest`,
      service,
      contextDir: join(project.generatedDir, build.context),
      args: build.args,
      ...(build.args['RICHIE_IMAGE'] === undefined ? {} : { from: withTag(build.args['RICHIE_IMAGE']) }),
      ...(build.additional_contexts?.['modules']
        ? { extraInputs: [join(project.root, 'package-lock.json')] }
        : {}),
    }))
}
