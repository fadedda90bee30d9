import { connect } from 'node:net'
import { join } from 'node:path'
import { execIn, type ServiceState } from '../../engine/containers.ts'
import { findEngine, isEngine, type Engine } from '../../engine/find-engine.ts'
import { hostsFile } from '../../hosts/hosts-file.ts'
import { browserLookup, lookupFor } from '../../hosts/lookup.ts'
import type { Plan } from '../../plan/plan.ts'
import { startCommand } from '../../plan/site.ts'
import type { Surroundings } from '../../probes/surroundings.ts'
import { ownServices } from '../../project/ownership.ts'
import { readTemplates, type Project } from '../../project/project.ts'
import { noEngineAnswers, nothingRuns } from '../../project/require.ts'
import { readSecrets } from '../../project/secrets.ts'
import { nginxVersion, renderNginx } from '../../render/nginx.ts'
import { hostCertificates, certificatesIn } from '../../system/certificates.ts'
import { faultsOn } from '../lms/ask.ts'

/** All that the probes may use of this machine and of the running services, except learners. */
export async function gatherSurroundings(
  project: Project,
  plan: Plan,
  { engine, states }: Running,
  options: Pick<Surroundings, 'links' | 'mayEnrol' | 'chosen'>,
): Promise<Surroundings> {
  return {
    ...options,
    plan,
    lookup: browserLookup(lookupFor(hostsFile())),
    authorities: certificatesIn(hostCertificates()),
    now: new Date(),
    syncSecrets: readSecrets(project).sync ?? {},
    async inContainer(service, argv) {
      const state = states.find((candidate) => candidate.service === service && candidate.state === 'running')
      return engine === undefined || state === undefined
        ? undefined
        : await execIn(engine, state.containerId, argv)
    },
    learners: {},
    faults: engine === undefined ? {} : Object.fromEntries(await faultsOn(engine, plan, states)),
    configuration: nginxVersion(renderNginx(plan, readTemplates(join(project.root, 'nginx')))),
  }
}

/** The running services of an environment. Without an engine that answers, it is only seen from outside. */
export type Running = { readonly engine: Engine | undefined; readonly states: readonly ServiceState[] }

/** Requires a running service of this checkout's environment: otherwise that is the only finding. */
export async function requireRunning(project: Project, plan: Plan): Promise<Running> {
  const start = `Start it: ${startCommand(plan.mode)}`
  const engine = await findEngine()
  if (isEngine(engine)) {
    const states = await ownServices(engine, project, plan.name)
    if (states.some(({ state }) => state === 'running')) return { engine, states }
    throw nothingRuns(plan)
  }
  // An engine that this user may not ask can run it all the same.
  if (await isPortOpen(plan.richie.site.port)) return { engine: undefined, states: [] }
  throw noEngineAnswers(`${start}\nCheck the engine: make doctor`)
}

function isPortOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 })
    const end = (isOpen: boolean) => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
