import { ok, warn } from '../../diagnosis/check.ts'
import { removeOwned } from '../../engine/owned.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf, type Labelled } from '../facts/engine-facts.ts'
import type { MachineContext } from '../facts/machine-context.ts'
import { environmentOf, environmentsOf } from './environments.ts'

export const staleNetworks: DoctorCheck = {
  id: 'stale-networks',
  title: 'no networks are left of environments that are gone',
  what: 'Each environment has a network of its own. One that was left behind holds a range of addresses; an engine has about 30 of them, and then a start fails with "could not find an available, non-overlapping IPv4 address pool".',
  see: 'docker network ls --filter label=campus.environment',
  fix: '`bin/campus doctor --fix` removes those of checkouts that are gone and of which nothing runs. By hand: `docker network rm` with their names; one that is in use is refused.',
  needs: ['engine-running'],
  async look(context) {
    const { gone, removable, unused, total } = await findStale(context)
    const all = [...gone, ...unused].map(({ name }) => name)
    if (all.length === 0) return ok(`${total} of campus, each in use`)
    return warn(
      `${all.length} ${all.length === 1 ? 'network is' : 'networks are'} left of environments that are gone`,
      [
        ...(removable.length > 0
          ? [{ says: 'Remove those of checkouts that are gone.', command: 'bin/campus doctor --fix' }]
          : []),
        { says: 'By hand; one that is in use is refused.', command: `docker network rm ${all.join(' ')}` },
      ],
      [
        ...gone.map((one) => `${one.name}: of "${environmentOf(one)}", whose checkout is gone`),
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
  /** Those of them of whose environment nothing runs. */
  readonly removable: readonly Labelled[]
  /** Without any container: whether its checkout is gone can't be told, and it may be about to start. */
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
  title: 'no volumes are left of environments that are gone',
  what: "Volumes hold an environment's data: database, search index, uploaded files, the LMS's learners. They outlive containers, and only `make clean` in the checkout removes them. Those of a checkout that was deleted take room, and another checkout with the same `name` starts with their data.",
  see: 'docker volume ls --filter label=campus.environment',
  fix: 'Where you are sure that nobody needs the data: `docker volume rm` with the names that are printed. campus never removes volumes but by `make clean`.',
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
    if (gone.length === 0) {
      return ok(
        stopped.length === 0 ? 'none of another environment' : `some of ${stopped.length} that are stopped`,
        stopped,
      )
    }
    return warn(
      `${gone.length} ${gone.length === 1 ? 'volume is' : 'volumes are'} of a checkout that is gone`,
      [{ says: 'Where nobody needs the data, remove it.', command: `docker volume rm ${gone.join(' ')}` }],
      [...gone, ...stopped],
    )
  },
}
