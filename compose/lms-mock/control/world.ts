import type { RequestLog } from '../log/request-log.ts'
import type { FaultSwitch } from '../web/active-faults.ts'
import type { World } from '../web/open-exchange.ts'

/** What the control page works with. */
export type ControlWorld = {
  readonly faults: FaultSwitch
  readonly requests: RequestLog
} & World

/** A change or report that is refused, with a message for the user. */
export class Refused extends Error {
  readonly status: 400 | 404 | 409

  constructor(message: string, status: 400 | 404 | 409 = 400) {
    super(message)
    this.status = status
  }
}

/** What every page is made with. */
export type PageContext = {
  readonly world: ControlWorld
  /** What each form carries. */
  readonly token: string
  readonly path: string
  /** Where a form leads back to: this page as it is looked at. */
  readonly back: string
  readonly query: URLSearchParams
}
