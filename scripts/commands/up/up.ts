import { join } from 'node:path'
import { stageArtifacts } from '../../artifacts/stage.ts'
import { composeUp } from '../../engine/compose.ts'
import { hasEndedWell, listServices, type ServiceState } from '../../engine/containers.ts'
import { waitForCourseRuns } from '../../engine/course-runs.ts'
import { ensureEngine } from '../../engine/ensure-engine.ts'
import type { Engine } from '../../engine/find-engine.ts'
import { serveConfiguration } from '../../engine/gateway.ts'
import { waitUntilHealthy } from '../../engine/health.ts'
import { removeHalfMade } from '../../engine/owned.ts'
import { isRichieOurs, type Plan } from '../../plan/plan.ts'
import { endsWhenDone } from '../../plan/richie-source.ts'
import { claimEnvironment, requireOwnEnvironment } from '../../project/ownership.ts'
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
import { awaited, courseNotes, printSites } from '../status/summary.ts'
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
import { preflight, requirePorts, requireUsableFolder } from './preflight.ts'
import { adviseOnTls, requireTls } from './require-tls.ts'
import { restartOutdated, retryFailed } from './restart.ts'
import { readySource, shareVolumes } from './source.ts'
import { isAsStarted, noteStarted } from './started.ts'

export type UpOptions = { readonly tls?: true; readonly adopt?: true }

/** `campus up`: sets up all that is needed, starts the environment and waits until it is ready. Safe to repeat. */
export async function upCommand({ tls, adopt }: UpOptions): Promise<void> {
  const project = openProject()
  requireUsableFolder(project)
  const plan = await loadPlan(project, tls ? 'tls' : 'http')
  if (tls) await requireTls(project, plan)
  await withLock(project, 'up', async (board) => {
    console.log(`${paint('bold', plan.name)}  ${plan.mode} · environment.yaml\n`)
    await bringUp(project, plan, board, adopt)
  })
}

async function bringUp(project: Project, planned: Plan, plainBoard: Board, adopt?: true): Promise<void> {
  const clock = startClock(plainBoard)
  const { board } = clock
  const engine = await ensureEngine(board.row('engine'))
  const plan = await planForEngine(project, planned, engine)
  if (!adopt) await requireOwnEnvironment(engine, project, plan.name)
  await preflight(project, plan, engine)
  const { hasData } = await claimEnvironment(engine, project, plan.name)
  await removeHalfMade(engine, plan.name)
  const before = await listServices(engine, plan.name)
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
  const isRight = built === 0 && isAsStarted(project, before)
  if (!isRight) await shareVolumes(project, plan, engine)
  await retryFailed(engine, plan, before)
  if (!isRight) await startServices(project, plan, engine)
  const after = isRight ? before : await listServices(engine, plan.name)
  const restarted = await restartOutdated(engine, project, before, after)
  const waiting = awaited(plan, board, serviceNames(plan))
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

  const isNothing =
    built + staged.changes.length + restarted.length === 0 && sameContainers(plan, before, after)
  if (isNothing) console.log(`\n  Nothing to do: all ${after.length} services were running already.`)
  const ran = before.some(({ state }) => state === 'running')
  const kind = isNothing ? 'nothing-to-do' : !hasData ? 'first' : ran ? 'change' : 'after-stop'
  noteStarted(project, after)
  writeLastStart(project, clock.finish(kind))
  printSites(plan)
  const changed = staged.changes.map(({ path }) => path)
  for (const note of courseNotes(plan, changed)) console.log(`\n${note}`)
  if (plan.mode === 'tls') await adviseOnTls(project, plan, engine)
}

async function startServices(project: Project, plan: Plan, engine: Engine): Promise<void> {
  try {
    await composeUp(engine, project.composeFile)
  } catch (error) {
    await requirePorts(plan, engine) // a port taken since preflight: this error says it better.
    throw error
  }
}

function sameContainers(
  { richie: { source } }: Plan,
  before: readonly ServiceState[],
  after: readonly ServiceState[],
): boolean {
  const running = new Set(
    before
      .filter(
        (state) => state.state === 'running' || (endsWhenDone(source, state.service) && hasEndedWell(state)),
      )
      .map(({ containerId }) => containerId),
  )
  return before.length === after.length && after.every((state) => running.has(state.containerId))
}
