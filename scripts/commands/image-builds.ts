import { join } from 'node:path'
import type { ImageBuild } from '../engine/images.ts'
import type { Plan } from '../plan/plan.ts'
import { planServices } from '../render/services.ts'
import { withTag } from './ready-source.ts'
import type { Project } from './project.ts'

/** What must be built for the services of a plan: several services may share an image. */
export function imageBuilds(project: Project, plan: Plan): readonly ImageBuild[] {
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
