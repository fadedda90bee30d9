import type { FaultSwitch } from '../faults/fault-switch.ts'
import type { RequestLog } from '../log/request-log.ts'
import type { World } from '../web/open-exchange.ts'

/** What the control page works with. */
export interface ControlWorld extends World {
  readonly faults: FaultSwitch
  readonly requests: RequestLog
}
