import { request } from 'node:http'

import { listenAddress, reachable, type Address } from './address.ts'

/** Less than Docker's own patience with the command. */
const PATIENCE_MS = 2000
const RETRY_MS = 20

if (import.meta.main) {
  const deadline = Date.now() + PATIENCE_MS
  ask(listenAddress(process.env), deadline, (isHealthy) => process.exit(isHealthy ? 0 : 1))
}

/** Asks the heartbeat where the mock listens: the health command of the container. One that is just starting is waited for. */
function ask(address: Address, deadline: number, done: (isHealthy: boolean) => void): void {
  const failed = () =>
    Date.now() < deadline ? void setTimeout(() => ask(address, deadline, done), RETRY_MS) : done(false)
  request({ ...reachable(address), path: '/heartbeat', timeout: PATIENCE_MS }, (answer) => {
    answer.resume()
    done(answer.statusCode === 200)
  })
    .on('timeout', () => done(false))
    .on('error', failed)
    .end()
}
