import { loadEnvironment } from '../../scripts/environment/load.ts'
import { makePlan, type Plan } from '../../scripts/plan/plan.ts'
import type { Mode } from '../../scripts/plan/site.ts'
import type { Surroundings } from '../../scripts/probes/surroundings.ts'
import { facts } from '../golden/facts.ts'

/** The plan of a spec, with ports published on 127.0.0.1 only unless `ipv6` says otherwise. */
export function planOf(text: string, mode: Mode = 'http', ipv6 = false): Plan {
  const loaded = loadEnvironment({ file: 'environment.yaml', text })
  const { plan, faults } = makePlan(loaded.environment, mode, { ...facts, ipv6 })
  const [problem] = loaded.withFaults(faults)
  if (problem !== undefined) throw new Error(JSON.stringify(problem))
  return plan
}

/** A machine on which every name is 127.0.0.1 and nothing is trusted, but for what is given. */
export function surroundingsWith(given: Partial<Surroundings> & Pick<Surroundings, 'plan'>): Surroundings {
  return {
    lookup: () => Promise.resolve(['127.0.0.1']),
    authorities: [],
    now: new Date(),
    syncSecrets: {},
    inContainer: () => Promise.resolve(undefined),
    learners: {},
    faults: {},
    mayEnrol: false,
    ...given,
  }
}
