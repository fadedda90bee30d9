import { join } from 'node:path'
import { forgetReplaced, readReplaced } from '../../artifacts/replaced.ts'
import { stageArtifacts } from '../../artifacts/stage.ts'
import { composeUp } from '../../engine/compose.ts'
import { hasEndedWell, listServices, type ServiceState } from '../../engine/containers.ts'
import { waitForCourseRuns } from '../../engine/course-runs.ts'
import { ensureEngine } from '../../engine/ensure-engine.ts'
import type { Engine } from '../../engine/find-engine.ts'
import { serveConfiguration } from '../../engine/gateway.ts'
import { waitUntilHealthy } from '../../engine/health.ts'
import { listOwned } from '../../engine/owned.ts'
import { lookIntoRunFolder } from '../../engine/run-folder.ts'
import { runFolder } from '../../plan/container-paths.ts'
import { isRichieOurs, type Plan } from '../../plan/plan.ts'
import { endsWhenDone } from '../../plan/richie-source.ts'
import { loadPlan, openProject, renderPlan, type Project } from '../../project/project.ts'
import { ensureSecrets } from '../../project/secrets.ts'
import { withLock } from '../../project/work.ts'
import { nginxVersion } from '../../render/nginx.ts'
import { serviceNames } from '../../render/services.ts'
import type { Board } from '../../system/board.ts'
import { writeAtomic } from '../../system/files.ts'
import { paint } from '../../system/terminal.ts'
import { reportKept } from '../render.ts'
import { startClock, writeLastStart } from '../status/last-start.ts'
import { printSites, readyText } from '../status/summary.ts'
import { switchArtifacts } from './artifacts.ts'
import { makeImages } from './images.ts'
import {
  copyCertificates,
  makeMountedFolders,
  servesCertificates,
  writeTrustedCertificates,
  writeNpmSettings,
} from './mounts.ts'
import { planForEngine } from './plan-for-engine.ts'
import { preflight, requirePorts } from './preflight.ts'
import { adviseOnTls, requireTls } from './require-tls.ts'
import { readySource, shareVolumes } from './source.ts'

export type UpOptions = { readonly tls?: true }

/** `campus up`: sets up all that is needed, starts the environment and waits until it is ready. Safe to repeat. */
export async function upCommand({ tls }: UpOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project, tls ? 'tls' : 'http')
  if (tls) await requireTls(project, plan)
  await withLock(project, 'up', async (board) => {
    console.log(`${paint('bold', 'campus')}  ${plan.mode} · environment.yaml\n`)
    await bringUp(project, plan, board)
  })
}

async function bringUp(project: Project, planned: Plan, plainBoard: Board): Promise<void> {
  const clock = startClock(plainBoard)
  const { board } = clock
  const engine = await ensureEngine(board.row('engine'))
  const plan = await planForEngine(project, planned, engine)
  const before = await listServices(engine, plan.name)
  const hasData = (await listOwned(engine, plan.name, false)).some(({ kind }) => kind === 'volume')
  await preflight(project, plan, engine, before)
  await readySource(project, plan, engine, board)

  ensureSecrets(project, plan)
  makeMountedFolders(project)
  writeTrustedCertificates(project, plan)
  if (plan.mode === 'tls') copyCertificates(project, plan)
  writeNpmSettings(project, plan)
  const artifacts = renderPlan(project, plan)
  const staged = stageArtifacts(project.generatedDir, project.stateDir, artifacts)
  await switchArtifacts(engine, project, before, staged)
  reportKept(project, staged)
  writeAtomic(join(project.stateDir, 'mode'), `${plan.mode}\n`)

  const built = await makeImages(project, plan, engine, board)
  await shareVolumes(project, plan, engine)
  await retryFailed(engine, plan, before)
  try {
    await composeUp(engine, project.composeFile)
  } catch (error) {
    await requirePorts(plan, engine) // a port taken since preflight: this error says it better.
    throw error
  }
  const restarted = await restartOutdated(engine, project, plan, before)
  const after = await listServices(engine, plan.name)
  const waiting = serviceNames(plan).map((service) => ({
    service,
    row: board.row(service),
    ready: readyText(plan, service),
    endsWhenDone: endsWhenDone(plan.richie.source, service),
  }))
  const gateway = after.find(({ service }) => service === 'gateway')
  if (gateway !== undefined) {
    await serveConfiguration(engine, gateway, {
      port: plan.richie.site.port,
      version: nginxVersion(artifacts),
      servesCertificates: async () => plan.mode === 'http' || (await servesCertificates(project, plan)),
    })
  }
  await waitUntilHealthy(engine, plan.name, waiting)
  // An external Richie may not be running, or have no pages for them.
  const mocks = isRichieOurs(plan) ? plan.mocks.map(({ key }) => key) : []
  if (mocks.length > 0) await waitForCourseRuns(engine, plan.name, mocks, board.row('courses'))
  board.close()

  const isNothing = built + staged.changes.length + restarted.length === 0 && sameContainers(before, after)
  if (isNothing) console.log(`\n  Nothing to do: all ${after.length} services were running already.`)
  const ran = before.some(({ state }) => state === 'running')
  const kind = isNothing ? 'nothing-to-do' : !hasData ? 'first' : ran ? 'change' : 'after-stop'
  writeLastStart(project, clock.finish(kind))
  printSites(plan)
  if (plan.mode === 'tls') await adviseOnTls(project, plan)
}

function sameContainers(before: readonly ServiceState[], after: readonly ServiceState[]): boolean {
  const running = new Set(
    before
      .filter((state) => state.state === 'running' || hasEndedWell(state))
      .map((state) => state.containerId),
  )
  return before.length === after.length && after.every((state) => running.has(state.containerId))
}

/**
 * Restarts a Richie of a checkout that failed and waits for an edit: the cause may have been fixed elsewhere, such as in the
 * database. A Richie of another source has ended, and compose starts it.
 */
export async function retryFailed(
  engine: Engine,
  { richie }: Plan,
  before: readonly ServiceState[],
): Promise<void> {
  const container = before.find(({ service, state }) => service === 'richie' && state === 'running')
  if (richie.source.provider !== 'checkout' || container === undefined) return
  const said = await lookIntoRunFolder(engine, before, ['cat', runFolder.status('richie')])
  if (said.startsWith('failed')) await engine.docker.getContainer(container.containerId).restart()
}

/**
 * Restarts services (the gateway too) that read files at their start which have been replaced since: compose leaves them
 * alone. Returns their names.
 */
export async function restartOutdated(
  engine: Engine,
  project: Project,
  plan: Plan,
  before: readonly ServiceState[],
): Promise<readonly string[]> {
  const readers = new Set(readReplaced(project.stateDir).map(readerOf))
  if (readers.size === 0) return []
  const ranBefore = new Set(
    before.filter(({ state }) => state === 'running').map(({ containerId }) => containerId),
  )
  // One that compose has just made or started has read the new files.
  const outdated = (await listServices(engine, plan.name)).filter(
    ({ service, containerId }) => readers.has(service) && ranBefore.has(containerId),
  )
  await Promise.all(outdated.map(({ containerId }) => engine.docker.getContainer(containerId).restart()))
  forgetReplaced(project.stateDir)
  return outdated.map(({ service }) => service)
}

/** The service that reads a file; none for compose.yaml. */
function readerOf(path: string): string | undefined {
  const [folder, name] = path.split('/')
  return { nginx: 'gateway', richie: 'richie', lms: name }[folder ?? '']
}
