import type { MachineScenario } from '../machine-stage.ts'
import { checkoutScenarios } from './checkout.ts'
import { engineScenarios } from './engine.ts'
import { httpsScenarios } from './https.ts'
import { networkScenarios } from './network.ts'

/** What is broken on a machine, for `campus doctor`. */
export const machineScenarios: readonly MachineScenario[] = [
  ...checkoutScenarios,
  ...engineScenarios,
  ...networkScenarios,
  ...httpsScenarios,
]
