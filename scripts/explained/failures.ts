import { connectionFailures, specFailures, startFailures } from './environment-failures.ts'
import { hostsFailures, tlsFailures } from './https-failures.ts'
import { dockerFailures, imageFailures, machineFailures } from './machine-failures.ts'

/** What a `UserError` can be, by its id. */
export const failures = {
  ...startFailures,
  ...tlsFailures,
  ...hostsFailures,
  ...specFailures,
  ...machineFailures,
  ...dockerFailures,
  ...imageFailures,
  ...connectionFailures,
}

export type FailureId = keyof typeof failures
