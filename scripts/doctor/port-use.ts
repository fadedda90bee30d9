import type { Mend } from '../diagnosis/check.ts'
import { shellWord } from '../system/shell-words.ts'
import type { EngineContainer } from './engine-facts.ts'
import { checkoutOf, environmentOf } from './environments.ts'
import { planOf, type MachineContext } from './machine-context.ts'

/** Who has a port that a site is to have. */
export type PortUse =
  | { readonly kind: 'free' }
  | { readonly kind: 'ours'; readonly says: string }
  | {
      readonly kind: 'held'
      readonly says: string
      readonly free: Mend
      /** It may be what Docker listens with for a container. */
      readonly mayBeOurs?: boolean
    }
  | { readonly kind: 'no-address'; readonly says: string }

/** Looks who has a port: a container of the engine, else the process that listens on it. */
export async function findPortUse(
  context: MachineContext,
  port: number,
  containers: readonly EngineContainer[],
): Promise<PortUse> {
  const container = containers.find((one) => one.state === 'running' && one.ports.includes(port))
  if (container !== undefined) return ofContainer(context, container)
  for (const address of planOf(context).addresses) {
    const fault = await context.network.bindFault(address, port)
    if (fault === 'EADDRNOTAVAIL')
      return { kind: 'no-address', says: `${address} is not an address of this machine` }
    if (fault !== undefined) return ofProcess(context, port, fault)
  }
  return { kind: 'free' }
}

function ofContainer(context: MachineContext, container: EngineContainer): PortUse {
  const { name } = container
  const environment = environmentOf(container)
  if (environment === planOf(context).name) return { kind: 'ours', says: `ours (${name})` }
  const checkout = checkoutOf(container)
  if (environment !== undefined && checkout !== undefined && context.disk.exists(checkout)) {
    const free = { says: 'Stop it where it was started.', command: `make -C ${shellWord(checkout)} stop` }
    return { kind: 'held', says: `the environment "${environment}" (container ${name})`, free }
  }
  const free = { says: 'Stop it.', command: `docker stop ${name}` }
  return { kind: 'held', says: `the container ${name}`, free }
}

function ofProcess({ network }: MachineContext, port: number, fault: string): PortUse {
  if (fault === 'EACCES') {
    const command = `sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}`
    const says = 'root alone, as all ports below 1024 are'
    return { kind: 'held', says, free: { says: 'Let everybody use it, until the next boot.', command } }
  }
  const holder = network.holder(port)
  if (holder === undefined) {
    const free = { says: 'See which.', command: 'sudo ss -ltnp' }
    return { kind: 'held', says: 'a program of another user', free, mayBeOurs: true }
  }
  const free = { says: 'End it.', command: `kill ${holder.pid}` }
  const mayBeOurs = holder.name === 'docker-proxy'
  return { kind: 'held', says: `${holder.name} (pid ${holder.pid})`, free, mayBeOurs }
}
