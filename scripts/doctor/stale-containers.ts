import { join } from 'node:path'
import { fail, ok, warn } from '../diagnosis/check.ts'
import type { Engine } from '../engine/find-engine.ts'
import { removeOwned } from '../engine/owned.ts'
import { shellWord } from '../system/shell-words.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { answerOf, type EngineContainer } from './engine-facts.ts'
import { checkoutOf, composeFileOf, environmentOf, environmentsOf } from './environments.ts'
import type { MachineContext } from './machine-context.ts'

export const staleContainers: DoctorCheck = {
  id: 'stale-containers',
  title: 'no containers are left of a checkout that is gone, or made by another one under this name',
  what: 'Two checkouts whose spec has the same `name` share containers and data: the one that starts last takes them over. Where a checkout was deleted without `make clean`, its containers go on, hold its ports, and nothing knows how to stop them.',
  see: 'docker ps -a --filter label=campus.environment --format "{{.Names}}\\t{{.Status}}\\t{{.Label \\"com.docker.compose.project.config_files\\"}}"',
  mend: 'Stop the other one where it was started (`make stop`), or give this one a name of its own: `name:` in `environment.local.yaml`. Containers of a checkout that is gone: `bin/campus doctor --fix`, or `docker rm -f` with their names. Volumes stay, since they hold data.',
  needs: ['engine-running'],
  async look(context) {
    const stale = await findStale(context)
    const { foreign, gone, orphans, total } = stale
    const isRunning = foreign.some(({ state }) => state === 'running')
    const evidence = [...foreign, ...gone, ...orphans].map(
      (one) => `${one.name} (${one.state}), from ${composeFileOf(one) ?? 'no compose file'}`,
    )
    if (foreign.length > 0 && isRunning)
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
    if (gone.length > 0)
      return warn(
        `${gone.length} ${gone.length === 1 ? 'container is' : 'containers are'} of a checkout that is gone`,
        [
          { says: 'Remove them; their volumes stay.', command: 'bin/campus doctor --fix' },
          { says: 'By hand.', command: `docker rm -f ${gone.map(({ name }) => name).join(' ')}` },
        ],
        evidence,
      )
    if (foreign.length > 0)
      return warn(
        'stopped containers of this name were made by another checkout: a start here takes them over',
        [{ says: 'Give this one a name of its own, in environment.local.yaml:\nname: ...' }],
        evidence,
      )
    if (orphans.length > 0)
      return warn(
        'containers of services that the spec does not have any more',
        [{ says: 'The next start removes them.', command: 'make run' }],
        evidence,
      )
    return ok(total === 0 ? 'none at all' : `${total}, each of a checkout that is there`)
  },
  async fix(context) {
    const { gone, volumes } = await findStale(context)
    if (gone.length === 0) return undefined
    const { docker } = await answerOf(context)
    return {
      plan: gone.map(({ name }) => `docker rm -f ${name}`),
      async apply() {
        for (const { id, name } of gone)
          await removeOwned({ docker } as Engine, { kind: 'container', id, name })
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
  /** Of this name, made by another checkout that is there. */
  readonly foreign: readonly EngineContainer[]
  readonly gone: readonly EngineContainer[]
  /** Of this checkout, and not in its plan. */
  readonly orphans: readonly EngineContainer[]
  readonly total: number
  /** Of the environments that are gone. */
  readonly volumes: readonly string[]
}

async function findStale(context: MachineContext): Promise<Stale> {
  const { spec, folders, disk } = context
  const answer = await answerOf(context)
  const environments = environmentsOf(answer, disk.exists)
  const ownFile = join(folders.generatedDir, 'compose.yaml')
  const own =
    spec.kind === 'valid' ? (environments.find(({ name }) => name === spec.plan.name)?.containers ?? []) : []
  const foreign = own.filter((one) => composeFileOf(one) !== ownFile && disk.exists(composeFileOf(one) ?? ''))
  const services = spec.kind === 'valid' ? spec.services : []
  const orphans = own.filter(
    (one) =>
      composeFileOf(one) === ownFile && !services.includes(one.labels['com.docker.compose.service'] ?? ''),
  )
  const gone = environments.filter(({ isGone }) => isGone)
  return {
    foreign,
    gone: gone.flatMap(({ containers }) => containers),
    orphans,
    total: environments.flatMap(({ containers }) => containers).length,
    volumes: answer.volumes.flatMap((one) =>
      gone.some(({ name }) => name === environmentOf(one)) ? one.name : [],
    ),
  }
}
