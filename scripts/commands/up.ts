import { join } from 'node:path'
import { stageArtifacts } from '../artifacts/stage.ts'
import { composeUp } from '../engine/compose.ts'
import { hasEndedWell, listServices } from '../engine/containers.ts'
import type { ServiceState } from '../engine/containers.ts'
import { waitForCourseRuns } from '../engine/course-runs.ts'
import { ensureEngine } from '../engine/ensure-engine.ts'
import { serveConfiguration } from '../engine/gateway.ts'
import { waitUntilHealthy } from '../engine/health.ts'
import { listOwned } from '../engine/owned.ts'
import { endsWhenDone } from '../plan/frontend.ts'
import { isRichieOurs } from '../plan/plan.ts'
import type { Plan } from '../plan/plan.ts'
import { nginxVersion } from '../render/nginx.ts'
import { serviceNames } from '../render/services.ts'
import type { Board } from '../system/board.ts'
import { writeAtomic } from '../system/files.ts'
import { paint } from '../system/terminal.ts'
import { atWork } from './at-work.ts'
import {
  copyCertificates,
  makeMountedFolders,
  servesCertificates,
  writeTrustedCertificates,
} from './gateway-certificates.ts'
import { startClock, writeLastStart } from './last-start.ts'
import { makeImages } from './make-images.ts'
import { planForEngine } from './plan-for-engine.ts'
import { retryFailed } from './retry-failed.ts'
import { readySource, shareVolumes } from './ready-source.ts'
import { writeNpmSettings } from './write-npm-settings.ts'
import { restartOutdated } from './restart-outdated.ts'
import { preflight, requirePorts } from './preflight.ts'
import { adviseOnTls, requireTls } from './require-tls.ts'
import { loadPlan, openProject, renderPlan } from './project.ts'
import type { Project } from './project.ts'
import { reportKept } from './render.ts'
import { ensureSecrets } from './secrets.ts'
import { printSites, readyText } from './summary.ts'
import { switchArtifacts } from './switch-artifacts.ts'

export type UpOptions = { readonly tls?: true }

/** `campus up`: sets up all that is needed, starts the environment and waits until it is ready. Safe to repeat. */
export async function upCommand({ tls }: UpOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project, tls ? 'tls' : 'http')
  if (tls) await requireTls(project, plan)
  await atWork(project, 'up', async (board) => {
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
    await requirePorts(plan, engine) // taken since they were looked at? That says it better.
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
  // Whether a Richie that is not ours runs, and has pages for them, is its own affair.
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
