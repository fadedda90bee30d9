import type { RunningScenario } from '../scenario.ts'
import { certificateScenarios } from './certificates.ts'
import { containerScenarios } from './containers.ts'
import { courseScenarios } from './courses.ts'
import { gatewayScenarios } from './gateway.ts'
import { lmsFaultScenarios } from './lms-faults.ts'
import { lmsProxyScenarios } from './lms-proxy.ts'
import { lmsSettingsScenarios } from './lms-settings.ts'
import { nameScenarios } from './names.ts'
import { richieScenarios } from './richie.ts'
import { webhookScenarios } from './webhook.ts'

/** What is broken in an environment that runs, for `campus check`. */
export const runningScenarios: readonly RunningScenario[] = [
  ...gatewayScenarios,
  ...nameScenarios,
  ...certificateScenarios,
  ...lmsSettingsScenarios,
  ...lmsFaultScenarios,
  ...lmsProxyScenarios,
  ...courseScenarios,
  ...webhookScenarios,
  ...containerScenarios,
  ...richieScenarios,
]
