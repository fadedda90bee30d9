import { inspectAll, measureUsage } from '../../engine/container-facts.ts'
import { hasEndedWell } from '../../engine/containers.ts'
import { findEngine, isEngine, type Engine } from '../../engine/find-engine.ts'
import { readStepText } from '../../engine/run-folder.ts'
import { frontendService } from '../../plan/frontend.ts'
import { isRichieOurs, type Plan } from '../../plan/plan.ts'
import { endsWhenDone, frontendOf } from '../../plan/richie-source.ts'
import type { Mode } from '../../plan/site.ts'
import { ownServices } from '../../project/ownership.ts'
import { loadPlan, openProject, type Project } from '../../project/project.ts'
import { readSecrets } from '../../project/secrets.ts'
import { serviceNames } from '../../render/services.ts'
import { printJson, textWidth } from '../../system/terminal.ts'
import { askOverviews } from '../lms/ask.ts'
import type { OverviewReport } from '../lms/reports.ts'
import { askExternal } from './external.ts'
import { readLastStart } from './last-start.ts'
import type { ServiceStatus, StatusDocument } from './schema.ts'
import { formatStatus } from './text.ts'
import { readVersions } from './versions.ts'

export type StatusOptions = { readonly mode?: Mode; readonly json?: true; readonly secrets?: true }

/** `campus status`: every service of the plan and the state of its container; exit code 1 where not all are healthy. */
export async function statusCommand(options: StatusOptions): Promise<void> {
  const project = openProject()
  const [plan, found] = await Promise.all([loadPlan(project, options.mode), findEngine()])
  const password =
    options.secrets && isRichieOurs(plan)
      ? (readSecrets(project).adminPassword ?? 'made by the first make run')
      : undefined
  const document = await gatherStatus(project, plan, isEngine(found) ? found : undefined, password)
  process.exitCode = document.services.every(({ health }) => health === 'healthy') ? 0 : 1
  if (options.json) printJson(document)
  else console.log(formatStatus(plan, document, Date.now(), textWidth()))
}

/** All that is known of an environment, running or not. */
export async function gatherStatus(
  project: Project,
  plan: Plan,
  engine: Engine | undefined,
  password: string | undefined,
): Promise<StatusDocument> {
  const asked = askExternal(plan)
  const { services, overviews } =
    engine === undefined
      ? { services: serviceNames(plan).map(absent), overviews: new Map<string, OverviewReport>() }
      : await gatherServices(project, plan, engine)
  const reached = await asked
  return {
    name: plan.name,
    mode: plan.mode,
    engine: engine?.version ?? null,
    compose: engine?.composeVersion ?? null,
    services,
    sites: plan.sites.map(({ key, origin, names, port }) => ({
      key,
      origin,
      aliases: names.slice(1).map((name) => `${plan.mode === 'tls' ? 'https' : 'http'}://${name}:${port}`),
    })),
    admin: { ...plan.richie.admin, ...(password === undefined ? {} : { password }) },
    lms: plan.lmses.map(({ key, provider, url, release, connection, learners }) => ({
      key,
      provider,
      release,
      origin: connection.baseUrl,
      url,
      reach: reached.get(key) ?? null,
      backend: connection.jsBackend,
      faults: overviews.get(key)?.faults ?? null,
      webhook: overviews.get(key)?.sync ?? null,
      learners:
        provider === 'mock' ? learners.map(({ email, password: word }) => ({ email, password: word })) : [],
    })),
    lastStart: readLastStart(project) ?? null,
  }
}

async function gatherServices(project: Project, plan: Plan, engine: Engine) {
  const states = await ownServices(engine, project, plan.name)
  const [usage, inspected] = await Promise.all([measureUsage(engine, states), inspectAll(engine, states)])
  // Not before: answering costs a container processor time, which would be measured as its own.
  const containers = states.map((state) => ({
    ...state,
    imageId: inspected.get(state.containerId)?.imageId ?? '',
  }))
  const [versions, overviews, frontendSays] = await Promise.all([
    readVersions(project, engine, containers),
    askOverviews(engine, plan, states),
    frontendOf(plan.richie.source) === null ? undefined : readStepText(engine, states, frontendService),
  ])
  const services = serviceNames(plan).map((name): ServiceStatus => {
    const state = containers.find((candidate) => candidate.service === name)
    if (state === undefined) return absent(name)
    const { since = null, exitCode = null } = inspected.get(state.containerId) ?? {}
    const { memoryBytes = null, cpuPercent = null } = usage.get(state.containerId) ?? {}
    const isDone = endsWhenDone(plan.richie.source, name) && hasEndedWell(state)
    return {
      name,
      state: state.state,
      health: isDone ? 'healthy' : state.health,
      status: state.status,
      since,
      exitCode,
      versions: versions.get(state.imageId) ?? {},
      memoryBytes,
      cpuPercent,
      ...(name === frontendService && frontendSays !== undefined ? { says: frontendSays } : {}),
    }
  })
  return { services, overviews }
}

function absent(name: string): ServiceStatus {
  return {
    name,
    state: 'absent',
    health: 'none',
    status: 'not running',
    since: null,
    exitCode: null,
    versions: {},
    memoryBytes: null,
    cpuPercent: null,
  }
}
