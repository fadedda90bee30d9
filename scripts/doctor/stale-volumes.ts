import { ok, warn } from '../diagnosis/check.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { answerOf } from './engine-facts.ts'
import { environmentOf, environmentsOf } from './environments.ts'

export const staleVolumes: DoctorCheck = {
  id: 'stale-volumes',
  title: 'no volumes are left of environments that are gone',
  what: "Volumes hold an environment's data: database, search index, uploaded files, the LMS's learners. They outlive containers, and only `make clean` in the checkout removes them. Those of a checkout that was deleted take room, and another checkout with the same `name` starts with their data.",
  see: 'docker volume ls --filter label=campus.environment',
  mend: 'Where you are sure that nobody needs the data: `docker volume rm` with the names that are printed. campus never removes volumes but by `make clean`.',
  needs: ['engine-running'],
  async look(context) {
    const answer = await answerOf(context)
    const environments = environmentsOf(answer, context.disk)
    const volumesOf = (name: string) =>
      answer.volumes.filter((one) => environmentOf(one) === name).map((one) => one.name)
    const gone = environments.filter(({ isGone }) => isGone).flatMap(({ name }) => volumesOf(name))
    const own = context.spec.kind === 'valid' ? context.spec.plan.name : undefined
    const stopped = environments
      .filter(({ name, containers }) => name !== own && containers.length === 0 && volumesOf(name).length > 0)
      .map(
        ({ name }) =>
          `${volumesOf(name).length} of "${name}", which has no containers: stopped, or its checkout is gone`,
      )
    if (gone.length === 0)
      return ok(
        stopped.length === 0 ? 'none of another environment' : `some of ${stopped.length} that are stopped`,
        stopped,
      )
    return warn(
      `${gone.length} ${gone.length === 1 ? 'volume is' : 'volumes are'} of a checkout that is gone`,
      [{ says: 'Where nobody needs the data, remove it.', command: `docker volume rm ${gone.join(' ')}` }],
      [...gone, ...stopped],
    )
  },
}
