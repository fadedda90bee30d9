import { ok, warn } from '../diagnosis/check.ts'
import { removeOwned } from '../engine/owned.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { answerOf, type Labelled } from './engine-facts.ts'
import { environmentOf, environmentsOf } from './environments.ts'
import type { MachineContext } from './machine-context.ts'

export const staleNetworks: DoctorCheck = {
  id: 'stale-networks',
  title: 'no networks are left of environments that are gone',
  what: 'Each environment has a network of its own. One that was left behind holds a range of addresses; an engine has about 30 of them, and then a start fails with "could not find an available, non-overlapping IPv4 address pool".',
  see: 'docker network ls --filter label=campus.environment',
  mend: '`bin/campus doctor --fix` removes those of checkouts that are gone and of which nothing runs. By hand: `docker network rm` with their names; one that is in use is refused.',
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
  async fix(context) {
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
