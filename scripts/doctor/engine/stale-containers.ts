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
  title: 'no containers are left from a deleted checkout, and no other checkout uses this name',
  what: 'A second checkout with the same `name` is refused, until it has a name of its own or takes the environment over (`bin/campus up --adopt`). If a checkout was deleted without `make clean`, its containers keep running and keep their ports, and no checkout can stop them.',
  see: 'docker ps -a --filter label=campus.environment --format "{{.Names}}\\t{{.Status}}\\t{{.Label \\"com.docker.compose.project.config_files\\"}}"',
  fix: 'Stop the other one in its own checkout (`make stop`), or give this one its own name: `name:` in `environment.local.yaml`. For containers of a deleted checkout: `bin/campus doctor --fix` removes them if none of them is running; by hand `docker rm -f` with their names. Volumes are kept, since they hold data. A checkout in a folder that you cannot read counts as existing.',
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
        `another checkout is running an environment with this name`,
        [
          {
            says: 'Stop it in its own checkout.',
            command: `make -C ${shellWord((foreign[0] && checkoutOf(foreign[0])) ?? '.')} stop`,
          },
          { says: 'Give this one its own name, in environment.local.yaml:\nname: ...' },
        ],
        evidence,
      )
    }
    if (gone.length > 0) {
      return warn(
        `${gone.length} ${gone.length === 1 ? 'container is' : 'containers are'} left from a deleted checkout`,
        [
          ...(removable.length > 0
            ? [{ says: 'Remove the stopped ones; volumes are kept.', command: 'bin/campus doctor --fix' }]
            : []),
          {
            says: 'By hand, if nobody needs them; this also stops running ones.',
            command: `docker rm -f ${gone.map(({ name }) => name).join(' ')}`,
          },
        ],
        evidence,
      )
    }
    if (foreign.length > 0) {
      return warn(
        'another checkout made stopped containers of this name: a start here takes them over',
        [{ says: 'Give this one its own name, in environment.local.yaml:\nname: ...' }],
        evidence,
      )
    }
    if (orphans.length > 0) {
      return warn(
        'containers are left from services that are no longer in the spec',
        [{ says: 'The next start removes them.', command: 'make run' }],
        evidence,
      )
    }
    return ok(total === 0 ? 'no containers' : `${total} in all, none from a deleted checkout`)
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
  /** Of this name, made by another checkout that may still exist. */
  readonly foreign: readonly EngineContainer[]
  readonly gone: readonly EngineContainer[]
  /** Those of them whose environment runs nothing. */
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
