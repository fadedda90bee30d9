import { listServices } from '../engine/containers.ts'
import type { ServiceState } from '../engine/containers.ts'
import { findEngine } from '../engine/find-engine.ts'
import type { Plan } from '../plan/plan.ts'
import type { Mode } from '../plan/site.ts'
import { serviceNames } from '../render/services.ts'
import { paint } from '../system/terminal.ts'
import { faultsOn } from './faults-on.ts'
import { loadPlan, openProject } from './project.ts'
import { readSecrets } from './secrets.ts'
import { printSites, readyText } from './summary.ts'

export type StatusOptions = { readonly mode?: Mode; readonly json?: true; readonly secrets?: true }

/** `campus status`: every service of the plan and what its container says; exit code 1 where not all are healthy. */
export async function statusCommand(options: StatusOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project, options.mode)
  const found = await findEngine()
  const engine = 'docker' in found ? found : undefined
  const states = engine === undefined ? [] : await listServices(engine, plan.name)
  const password = options.secrets
    ? (readSecrets(project).adminPassword ?? 'made by the first make run')
    : undefined
  const faults =
    engine === undefined ? new Map<string, readonly string[]>() : await faultsOn(engine, plan, states)
  const services = serviceNames(plan).map((service) => describe(service, states))
  process.exitCode = services.every((service) => service.health === 'healthy') ? 0 : 1
  if (options.json) {
    console.log(JSON.stringify(document(plan, engine?.version ?? null, services, faults, password), null, 2))
    return
  }
  console.log(
    `${paint('bold', 'campus')}  ${plan.mode} · environment.yaml · ${engine ? `Docker ${engine.version}` : 'no Docker engine answers'}\n`,
  )
  for (const { name, health, status } of services) {
    const text = health === 'healthy' ? readyText(plan, name).padEnd(40) : ''
    const active = faults.get(name) ?? []
    const misbehaves = active.length === 0 ? '' : paint('red', `  misbehaves: ${active.join(', ')}`)
    console.log(
      `  ${paint(health === 'healthy' ? 'green' : 'red', name.padEnd(11))}${text}${status}${misbehaves}`,
    )
  }
  printSites(plan, password)
  if (process.exitCode === 1)
    console.log(`\n  Start what is not running: ${plan.mode === 'tls' ? 'make run-ssl' : 'make run'}`)
}

type Described = {
  readonly name: string
  readonly state: string
  readonly health: string
  readonly status: string
}

function describe(name: string, states: readonly ServiceState[]): Described {
  const state = states.find((candidate) => candidate.service === name)
  if (state === undefined) return { name, state: 'absent', health: 'none', status: 'not running' }
  return { name, state: state.state, health: state.health, status: state.status }
}

function document(
  plan: Plan,
  engine: string | null,
  services: readonly Described[],
  faults: ReadonlyMap<string, readonly string[]>,
  password: string | undefined,
): object {
  return {
    name: plan.name,
    mode: plan.mode,
    engine,
    services,
    sites: plan.sites.map(({ key, origin, names, port }) => ({
      key,
      origin,
      aliases: names.slice(1).map((name) => `${plan.mode === 'tls' ? 'https' : 'http'}://${name}:${port}`),
    })),
    admin: { ...plan.richie.admin, ...(password === undefined ? {} : { password }) },
    lms: plan.lmses.map(({ key, provider, release, connection, learners }) => ({
      key,
      provider,
      release,
      origin: connection.baseUrl,
      backend: connection.jsBackend,
      // Not known of one that can't be asked.
      faults: faults.get(key) ?? null,
      learners:
        provider === 'mock' ? learners.map(({ email, password: word }) => ({ email, password: word })) : [],
    })),
  }
}
