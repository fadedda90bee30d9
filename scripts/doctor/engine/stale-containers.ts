import { join } from 'node:path'
import { fail, ok, warn } from '../../diagnosis/check.ts'
import { removeStopped } from '../../engine/owned.ts'
import { shellWord } from '../../system/shell-words.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf, type EngineContainer } from '../facts/engine-facts.ts'
import type { MachineContext } from '../facts/machine-context.ts'
import { checkoutOf, composeFileOf, environmentOf, environmentsOf, isCheckoutGone } from './environments.ts'

export const staleContainers: DoctorCheck = {
  id: 'stale-containers',
  title: 'no containers are left of a checkout that is gone, or made by another one under this name',
  what: 'Two checkouts whose spec has the same `name` share containers and data: the one that starts last takes them over. Where a checkout was deleted without `make clean`, its containers go on, hold its ports, and nothing knows how to stop them.',
  see: 'docker ps -a --filter label=campus.environment --format "{{.Names}}\\t{{.Status}}\\t{{.Label \\"com.docker.compose.project.config_files\\"}}"',
  fix: 'Stop the other one where it was started (`make stop`), or give this one a name of its own: `name:` in `environment.local.yaml`. Containers of a checkout that is gone: `bin/campus doctor --fix` removes them where none of them runs; by hand `docker rm -f` with their names. Volumes stay, since they hold data. A checkout in a folder that you may not read counts as there.',
  needs: ['engine-running'],
  async look(context) {
    const stale = await findStale(context)
    const { foreign, gone, removable, orphans, total } = stale
    const isRunning = foreign.some(({ state }) => state === 'running')
    const evidence = [...foreign, ...gone, ...orphans].map(
      (one) => `${one.name} (${one.state}), from ${composeFileOf(one) ?? 'no compose file'}`,
    )
    if (foreign.length > 0 && isRunning) {
      return fail(
        `an environment of this name runs from another checkout`,
        [
          {
            says: 'Stop it there.',
            command: `make -C ${shellWord((foreign[0] && checkoutOf(foreign[0])) ?? '.')} stop`,
          },
          { says: 'Give this one a name of its own, in environment.local.yaml:\nname: ...' },
        ],
        evidence,
      )
    }
    if (gone.length > 0) {
      return warn(
        `${gone.length} ${gone.length === 1 ? 'container is' : 'containers are'} of a checkout that is gone`,
        [
          ...(removable.length > 0
            ? [{ says: 'Remove what is stopped; volumes stay.', command: 'bin/campus doctor --fix' }]
            : []),
          {
            says: 'By hand, where nobody needs them; it ends those that run.',
            command: `docker rm -f ${gone.map(({ name }) => name).join(' ')}`,
          },
        ],
        evidence,
      )
    }
    if (foreign.length > 0) {
      return warn(
        'stopped containers of this name were made by another checkout: a start here takes them over',
        [{ says: 'Give this one a name of its own, in environment.local.yaml:\nname: ...' }],
        evidence,
      )
    }
    if (orphans.length > 0) {
      return warn(
        'containers of services that the spec does not have any more',
        [{ says: 'The next start removes them.', command: 'make run' }],
        evidence,
      )
    }
    return ok(total === 0 ? 'none at all' : `${total}, none of a checkout that is gone`)
  },
  async autoFix(context) {
    const { removable, volumes } = await findStale(context)
    if (removable.length === 0) return undefined
    const { docker } = await answerOf(context)
    return {
      plan: removable.map(({ name }) => `docker rm ${name}`),
      async apply() {
        for (const { id } of removable) await removeStopped({ docker }, id)
        if (volumes.length === 0) return []
        return [
          'Their volumes hold data and are kept. To remove them too:',
          `  docker volume rm ${volumes.join(' ')}`,
        ]
      },
    }
  },
}

type Stale = {
  /** Of this name, made by another checkout, which is not known to be gone. */
  readonly foreign: readonly EngineContainer[]
  readonly gone: readonly EngineContainer[]
  /** Those of them that belong to environments of which nothing runs. */
  readonly removable: readonly EngineContainer[]
  /** Of this checkout, and not in its plan. */
  readonly orphans: readonly EngineContainer[]
  readonly total: number
  /** Of the environments that are removable. */
  readonly volumes: readonly string[]
}

async function findStale(context: MachineContext): Promise<Stale> {
  const { spec, folders, disk } = context
  const answer = await answerOf(context)
  const environments = environmentsOf(answer, disk)
  const ownFile = join(folders.generatedDir, 'compose.yaml')
  const own =
    spec.kind === 'valid' ? (environments.find(({ name }) => name === spec.plan.name)?.containers ?? []) : []
  const foreign = own.filter(
    (one) => ![ownFile, undefined].includes(composeFileOf(one)) && !isCheckoutGone(one, disk),
  )
  const services = spec.kind === 'valid' ? spec.services : []
  const orphans = own.filter(
    (one) =>
      composeFileOf(one) === ownFile && !services.includes(one.labels['com.docker.compose.service'] ?? ''),
  )
  const gone = environments.filter(({ isGone }) => isGone)
  const removable = gone.filter(({ isRunning }) => !isRunning)
  return {
    foreign,
    gone: gone.flatMap(({ containers }) => containers),
    removable: removable.flatMap(({ containers }) => containers),
    orphans,
    total: environments.flatMap(({ containers }) => containers).length,
    volumes: answer.volumes.flatMap((one) =>
      removable.some(({ name }) => name === environmentOf(one)) ? one.name : [],
    ),
  }
}
