import { ok, warn } from '../../diagnosis/check.ts'
import { removeOwned } from '../../engine/owned.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf, type Labelled } from '../facts/engine-facts.ts'
import type { MachineContext } from '../facts/machine-context.ts'
import { environmentOf, environmentsOf } from './environments.ts'

export const staleNetworks: DoctorCheck = {
  id: 'stale-networks',
  title: 'no networks are left from environments that no longer exist',
  what: 'Each environment has its own network. A network that is left behind holds a range of addresses; an engine has about 30 of them, and then a start fails with "could not find an available, non-overlapping IPv4 address pool".',
  see: 'docker network ls --filter label=campus.environment',
  fix: '`bin/campus doctor --fix` removes the networks of deleted checkouts that run nothing. By hand: `docker network rm` with their names; a network in use is not removed.',
  needs: ['engine-running'],
  async look(context) {
    const { gone, removable, unused, total } = await findStale(context)
    const all = [...gone, ...unused].map(({ name }) => name)
    if (all.length === 0) return ok(`${total} in use, none left over`)
    return warn(
      `${all.length} ${all.length === 1 ? 'network is' : 'networks are'} left from environments that no longer exist`,
      [
        ...(removable.length > 0
          ? [{ says: 'Remove the networks of deleted checkouts.', command: 'bin/campus doctor --fix' }]
          : []),
        { says: 'By hand; a network in use is not removed.', command: `docker network rm ${all.join(' ')}` },
      ],
      [
        ...gone.map((one) => `${one.name}: of "${environmentOf(one)}", whose checkout was deleted`),
        ...unused.map((one) => `${one.name}: of "${environmentOf(one)}", which has no container`),
      ],
    )
  },
  async autoFix(context) {
    const { removable } = await findStale(context)
    if (removable.length === 0) return undefined
    const { docker } = await answerOf(context)
    return {
      plan: removable.map(({ name }) => `docker network rm ${name}`),
      async apply() {
        for (const { id, name } of removable) await removeOwned({ docker }, { kind: 'network', id, name })
        return []
      },
    }
  },
}

type Stale = {
  readonly gone: readonly Labelled[]
  /** Those of them whose environment runs nothing. */
  readonly removable: readonly Labelled[]
  /** Without any container: its checkout may still exist, and may be about to start. */
  readonly unused: readonly Labelled[]
  readonly total: number
}

async function findStale(context: MachineContext): Promise<Stale> {
  const { spec, disk } = context
  const answer = await answerOf(context)
  const environments = environmentsOf(answer, disk)
  const ofSome = (matches: (environment: (typeof environments)[number]) => boolean) =>
    answer.networks.filter((network) =>
      environments.some((environment) => environment.name === environmentOf(network) && matches(environment)),
    )
  const own = spec.kind === 'valid' ? spec.plan.name : ''
  return {
    gone: ofSome(({ isGone }) => isGone),
    removable: ofSome(({ isGone, isRunning }) => isGone && !isRunning),
    unused: ofSome(({ containers, name }) => containers.length === 0 && name !== own),
    total: answer.networks.length,
  }
}

export const staleVolumes: DoctorCheck = {
  id: 'stale-volumes',
  title: 'no volumes are left from environments that no longer exist',
  what: "Volumes hold an environment's data: database, search index, uploaded files, the LMS's learners. They outlive containers, and only `make clean` in the checkout removes them. The volumes of a deleted checkout take space, and another checkout with the same `name` starts with their data.",
  see: 'docker volume ls --filter label=campus.environment',
  fix: 'If you are sure that nobody needs the data: `docker volume rm` with the printed names. campus itself removes volumes only with `make clean`.',
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
          `${volumesOf(name).length} of "${name}", which has no containers: stopped, or its checkout was deleted`,
      )
    if (gone.length === 0) {
      return ok(
        stopped.length === 0
          ? 'none from other environments'
          : `volumes of ${stopped.length} stopped ${stopped.length === 1 ? 'environment' : 'environments'}`,
        stopped,
      )
    }
    return warn(
      `${gone.length} ${gone.length === 1 ? 'volume is' : 'volumes are'} left from a deleted checkout`,
      [{ says: 'Remove them, if nobody needs the data.', command: `docker volume rm ${gone.join(' ')}` }],
      [...gone, ...stopped],
    )
  },
}
