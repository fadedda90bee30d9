import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../system/user-error.ts'
import { type ServiceState, execIn } from './containers.ts'
import type { Engine } from './find-engine.ts'

/** Where the gateway's container sees `generated/nginx`. */
const folder = '/etc/campus/nginx'

/** Whether the gateway's container sees a file of `generated/nginx`, and the folders of certificates: one of an older campus lacks some. */
export async function seesFile(engine: Engine, gateway: ServiceState, file: string): Promise<boolean> {
  const folders = ['/etc/campus/certs/.', '/etc/campus/trust/.'].flatMap((path) => ['-a', '-d', path])
  const test = ['test', '-e', `${folder}/${file}`, ...folders]
  return (await execIn(engine, gateway.containerId, test)).exitCode === 0
}

/** Restarts the gateway, which renews its mounts. */
export async function restartGateway(engine: Engine, gateway: ServiceState): Promise<void> {
  await engine.docker.getContainer(gateway.containerId).restart()
}

/** Why nginx rejects a configuration file in `generated/nginx`, or undefined if it accepts it. */
export async function testConfiguration(
  engine: Engine,
  gateway: ServiceState,
  file: string,
): Promise<string | undefined> {
  const { exitCode, output } = await nginx(engine, gateway, ['-t', '-c', `${folder}/${file}`])
  return exitCode === 0 ? undefined : output.trim()
}

/**
 * Makes the running gateway serve by the configuration on disk, which says its version, without dropping a connection.
 * Compares with what it serves, not with what was just written: so a run repairs one that was killed.
 */
export async function serveConfiguration(
  engine: Engine,
  gateway: ServiceState,
  {
    port,
    version,
    servesCertificates,
  }: {
    readonly port: number
    readonly version: string
    /** Certificates change without the configuration: whether the right ones are presented. */
    readonly servesCertificates: () => Promise<boolean>
  },
): Promise<void> {
  const isServed = async () => {
    const health = await execIn(engine, gateway.containerId, ['/opt/campus/healthcheck', String(port)])
    return health.output.includes(version) && (await servesCertificates())
  }
  const end = performance.now() + reloadMs
  // A gateway that has just been started has no port open yet: nothing to reload, but it will answer soon.
  let said = ''
  for (let tries = 0; performance.now() < end; tries += 1) {
    if (await isServed()) return
    if (tries % 20 === 5)
      said = (await nginx(engine, gateway, ['-s', 'reload', '-c', `${folder}/nginx.conf`])).output
    await delay(50)
  }
  throw new UserError(`The gateway did not load its new configuration:\n${said.trim()}`, {
    id: 'gateway-not-switched',
    hint: 'See its log: bin/campus logs gateway',
  })
}

const reloadMs = 20_000

async function nginx(engine: Engine, gateway: ServiceState, argv: readonly string[]) {
  // -e: before nginx has read where its errors go, it would write them to a folder that is not ours.
  return await execIn(engine, gateway.containerId, ['nginx', '-e', 'stderr', ...argv])
}
