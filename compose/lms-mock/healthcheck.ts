import { request } from 'node:http'

if (import.meta.main) {
  ask(process.env['CAMPUS_LISTEN'] ?? '8000', (isHealthy) => process.exit(isHealthy ? 0 : 1))
}

/** Asks the heartbeat where the mock listens: the health command of the container. */
function ask(address: string, done: (isHealthy: boolean) => void): void {
  const target = /^\d+$/.test(address) ? { port: Number(address) } : { socketPath: address }
  request({ ...target, path: '/heartbeat', timeout: 2000 }, (answer) => {
    answer.resume()
    done(answer.statusCode === 200)
  })
    .on('timeout', () => done(false))
    .on('error', () => done(false))
    .end()
}
