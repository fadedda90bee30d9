import { docker } from '../../../../e2e/support/docker.ts'
import type { RunningScenario } from '../scenario.ts'

/** Calls from one container to another by the sites' public addresses. */
export const containerScenarios: readonly RunningScenario[] = [
  {
    name: 'The gateway has lost its names in the network of the containers',
    mode: 'http',
    async breaks({ name, run, unlessFixed }) {
      const [network, gateway] = [`${name}_default`, `${name}-gateway-1`]
      unlessFixed(() => run('bin/campus down && bin/campus up'))
      await docker(['network', 'disconnect', network, gateway])
      await docker(['network', 'connect', network, gateway])
    },
    fails: ['edx/containers-reach'],
    fix: 'docker compose -f generated/compose.yaml up -d --force-recreate --no-deps gateway',
  },
]
