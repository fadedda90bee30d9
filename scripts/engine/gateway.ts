import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../system/user-error.ts'
import type { ServiceState } from './containers.ts'
import { execIn } from './containers.ts'
import type { Engine } from './find-engine.ts'

/** Where the gateway's container sees `generated/nginx`. */
const folder = '/etc/campus/nginx'

/** What nginx has against a configuration file in `generated/nginx`, or undefined if it would take it. */
export async function testConfiguration(
  engine: Engine,
  gateway: ServiceState,
  file: string,
): Promise<string | undefined> {
  const { exitCode, output } = await nginx(engine, gateway, ['-t', '-c', `${folder}/${file}`])
  return exitCode === 0 ? undefined : output.trim()
}

/**
 * Makes the running gateway read its configuration anew, without dropping a connection, and waits until it serves by
 * that. A gateway that was made anew meanwhile has read it already.
 */
export async function reloadGateway(
  engine: Engine,
  gateway: ServiceState,
  { port, version }: { readonly port: number; readonly version: string },
): Promise<void> {
  const reload = await nginx(engine, gateway, ['-s', 'reload', '-c', `${folder}/nginx.conf`]).catch(
    () => undefined,
  )
  if (reload === undefined) return
  const end = performance.now() + reloadMs
  while (reload.exitCode === 0 && performance.now() < end) {
    const { output } = await execIn(engine, gateway.containerId, ['/opt/campus/healthcheck', String(port)])
    if (output.includes(version)) return
    await delay(50)
  }
  throw new UserError(`The gateway did not take its new configuration:\n${reload.output.trim()}`, {
    hint: 'bin/campus logs gateway',
  })
}

const reloadMs = 10_000

async function nginx(engine: Engine, gateway: ServiceState, argv: readonly string[]) {
  // -e: before nginx has read where its errors go, it would write them to a folder that is not ours.
  return await execIn(engine, gateway.containerId, ['nginx', '-e', 'stderr', ...argv])
}
