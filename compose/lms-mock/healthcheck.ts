import { request } from 'node:http'
import { listenAddress, reachable, type Address } from './server/address.ts'

/** Less than Docker's own patience with the command. */
const patienceMs = 2000
const retryMs = 20

if (import.meta.main) {
  const deadline = Date.now() + patienceMs
  ask(listenAddress(process.env), deadline, (isHealthy) => process.exit(isHealthy ? 0 : 1))
}

/** Asks the heartbeat where the mock listens: the health command of the container. One that is just starting is waited for. */
function ask(address: Address, deadline: number, done: (isHealthy: boolean) => void): void {
  const failed = () =>
    Date.now() < deadline ? void setTimeout(() => ask(address, deadline, done), retryMs) : done(false)
  request({ ...reachable(address), path: '/heartbeat', timeout: patienceMs }, (answer) => {
    answer.resume()
    done(answer.statusCode === 200)
  })
    .on('timeout', () => done(false))
    .on('error', failed)
    .end()
}
