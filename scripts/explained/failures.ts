import { connectionFailures } from './connection-failures.ts'
import { dockerFailures } from './docker-failures.ts'
import { hostsFailures } from './hosts-failures.ts'
import { imageFailures } from './image-failures.ts'
import { machineFailures } from './machine-failures.ts'
import { specFailures } from './spec-failures.ts'
import { startFailures } from './start-failures.ts'
import { tlsFailures } from './tls-failures.ts'

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
