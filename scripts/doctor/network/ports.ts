import { fail, ok, warn, type Fix } from '../../diagnosis/check.ts'
import type { Site } from '../../plan/site.ts'
import { shellWord } from '../../system/shell-words.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { checkoutOf, environmentOf } from '../engine/environments.ts'
import type { EngineContainer } from '../facts/engine-facts.ts'
import { planOf, type MachineContext } from '../facts/machine-context.ts'

export const ports: DoctorCheck = {
  id: 'ports',
  title: 'the port of each site is free, or used by its own gateway',
  what: 'The gateway listens on one port of this machine for each site, by default 8070 for Richie and 8073 for the LMS. If another program or container uses one of them, the gateway does not start; or worse, the other program answers in its place.',
  see: 'sudo ss -ltnp "sport = :8070 or sport = :8073"\ndocker ps --format "{{.Names}}\\t{{.Ports}}"',
  fix: 'Stop the named program (a service: `sudo systemctl stop ...`; a container: `docker stop ...`), or change the port of the site: `richie: { port: ... }` or `lms: { edx: { port: ... } }` in `environment.local.yaml`.',
  symptoms: [
    'A port is in use: "address already in use", "port is already allocated"',
    'Another site than expected answers on the port',
  ],
  needs: ['spec'],
  async look(context) {
    const { answer } = await context.engine()
    const { sites } = planOf(context)
    const uses = await Promise.all(
      sites.map(async (site) => ({
        site,
        use: await findPortUse(context, site.port, answer?.containers ?? []),
      })),
    )
    const seen = [
      ...new Set(uses.map(({ site, use }) => `${site.port}: ${use.kind === 'free' ? 'free' : use.says}`)),
    ]
    const nowhere = uses.flatMap(({ use }) => (use.kind === 'no-address' ? use.says : []))[0]
    if (nowhere !== undefined)
      return fail(nowhere, [{ says: 'Change `bind` in the spec, or remove it.' }], seen)
    const held = uses.flatMap(({ site, use }) => (use.kind === 'held' ? [{ site, ...use }] : []))
    if (held.length === 0) return ok(seen.join(', '))
    const says = [...Map.groupBy(held, (one) => one.says)].map(
      ([who, ones]) => `${listed([...new Set(ones.map(({ site }) => site.port))])} in use by ${who}`,
    )
    const frees = [...new Map(held.map(({ free }) => [free.command, free])).values()]
    const fix = [...frees, move(held.map(({ site }) => site))]
    if (answer === undefined && held.every(({ mayBeOurs }) => mayBeOurs))
      return warn(`${says.join('; ')}: it may be this environment's own gateway, but no engine answers`, fix)
    return fail(says.join('; '), fix)
  },
}

/** `ports 8070 and 8073 are`. */
function listed(ports: readonly number[]): string {
  return ports.length === 1 ? `port ${ports[0]} is` : `ports ${ports.join(' and ')} are`
}

function move(sites: readonly Site[]): Fix {
  const setting = ({ key, port }: Site) => `${key}: { port: ${port + 100} }`
  const lmses = sites.filter(({ key }) => key !== 'richie').map(setting)
  const lines = [
    ...sites.filter(({ key }) => key === 'richie').map(setting),
    ...(lmses.length === 0 ? [] : [`lms: { ${lmses.join(', ')} }`]),
  ]
  return { says: ['Use another port, in environment.local.yaml:', ...lines].join('\n') }
}

/** Who uses the port of a site. */
type PortUse =
  | { readonly kind: 'free' }
  | { readonly kind: 'ours'; readonly says: string }
  | {
      readonly kind: 'held'
      readonly says: string
      readonly free: Fix
      /** It may be the program with which Docker listens for a container. */
      readonly mayBeOurs?: boolean
    }
  | { readonly kind: 'no-address'; readonly says: string }

/** Looks who has a port: a container of the engine, else the process that listens on it. */
async function findPortUse(
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
  if (environment === planOf(context).name) return { kind: 'ours', says: `this environment (${name})` }
  const checkout = checkoutOf(container)
  if (environment !== undefined && checkout !== undefined && context.disk.exists(checkout)) {
    const free = { says: 'Stop it in its own checkout.', command: `make -C ${shellWord(checkout)} stop` }
    return { kind: 'held', says: `the environment "${environment}" (container ${name})`, free }
  }
  const free = { says: 'Stop the container.', command: `docker stop ${name}` }
  return { kind: 'held', says: `the container ${name}`, free }
}

function ofProcess({ network }: MachineContext, port: number, fault: string): PortUse {
  if (fault === 'EACCES') {
    const command = `sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}`
    const says = 'root only, like all ports below 1024'
    return { kind: 'held', says, free: { says: 'Open it to all users, until the next boot.', command } }
  }
  const holder = network.holder(port)
  if (holder === undefined) {
    const free = { says: 'See which one.', command: 'sudo ss -ltnp' }
    return { kind: 'held', says: 'a program of another user', free, mayBeOurs: true }
  }
  const free = { says: `Stop process ${holder.pid}.`, command: `kill ${holder.pid}` }
  const mayBeOurs = holder.name === 'docker-proxy'
  return { kind: 'held', says: `${holder.name} (pid ${holder.pid})`, free, mayBeOurs }
}
