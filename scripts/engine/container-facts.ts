import { setTimeout as delay } from 'node:timers/promises'
import type Dockerode from 'dockerode'
import type { ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'

/** What only the inspection of a container says. */
export type Inspected = {
  /** Since when it is in its state: running, exited, failing its health check. ISO 8601; null where it was never started. */
  readonly since: string | null
  /** Null while it runs. */
  readonly exitCode: number | null
  /** Id of its image. */
  readonly imageId: string
}

/** Id of a container -> what its inspection says; one that is removed meanwhile is left out. */
export async function inspectAll(
  engine: Engine,
  states: readonly ServiceState[],
): Promise<ReadonlyMap<string, Inspected>> {
  const inspected = await Promise.allSettled(
    states.map(async ({ containerId }) => {
      const { State, Image } = await engine.docker.getContainer(containerId).inspect()
      const exitCode = hasEnded(State) ? State.ExitCode : null
      return [containerId, { since: stateSince(State), exitCode, imageId: Image }] as const
    }),
  )
  return new Map(inspected.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
}

export type State = Pick<Dockerode.ContainerInspectInfo['State'], 'Status' | 'StartedAt' | 'FinishedAt'> & {
  readonly Health?:
    | {
        readonly Status: string
        readonly FailingStreak: number
        readonly Log?: readonly { readonly Start: string }[]
      }
    | undefined
}

/** Since when a container is in the state that it is in. Of a health check the engine remembers the last five runs. */
export function stateSince(state: State): string | null {
  const { Status, StartedAt, FinishedAt, Health } = state
  if (hasEnded(state)) return moment(FinishedAt)
  if (Status === 'created') return null
  if (Health?.Status !== 'unhealthy') return moment(StartedAt)
  const failed = (Health.Log ?? []).slice(-Health.FailingStreak)
  return moment(failed[0]?.Start ?? StartedAt)
}

function hasEnded({ Status }: { readonly Status: string }): boolean {
  return Status === 'exited' || Status === 'dead'
}

/** The engine's word for never is the year 1. */
function moment(text: string): string | null {
  return text.startsWith('0001-') ? null : text
}

/** The memory and processor time that a container uses. */
export type Usage = {
  /** Without the file cache, which the system would release at once. */
  readonly memoryBytes: number
  /** Of one core: 200 is two cores. */
  readonly cpuPercent: number
}

/** Between the two samples that a share of the processor needs. The engine's own pair takes one to two seconds. */
const apartMs = 200

/** Id of a container -> its usage now; those that do not run, or end meanwhile, are left out. */
export async function measureUsage(
  engine: Engine,
  states: readonly ServiceState[],
): Promise<ReadonlyMap<string, Usage>> {
  const ids = states.filter(({ state }) => state === 'running').map(({ containerId }) => containerId)
  if (ids.length === 0) return new Map()
  const before = await sampleAll(engine, ids)
  await delay(apartMs)
  const after = await sampleAll(engine, ids)
  return new Map(
    [...after].flatMap(([id, sample]) => {
      const first = before.get(id)
      return first === undefined ? [] : [[id, usageOf(first, sample)] as const]
    }),
  )
}

export type Sample = Pick<Dockerode.ContainerStats, 'cpu_stats' | 'memory_stats'>

async function sampleAll(engine: Engine, ids: readonly string[]): Promise<ReadonlyMap<string, Sample>> {
  const taken = await Promise.allSettled(
    ids.map(async (id) => {
      const container = engine.docker.getContainer(id)
      return [id, await container.stats({ stream: false, 'one-shot': true })] as const
    }),
  )
  return new Map(taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
}

/** Reckoned as the docker CLI does. */
export function usageOf(before: Sample, after: Sample): Usage {
  const { usage = 0, stats = {} } = after.memory_stats as {
    usage?: number
    stats?: { total_inactive_file?: number; inactive_file?: number } // cgroup 1, cgroup 2
  }
  const given = stats.total_inactive_file ?? stats.inactive_file ?? 0
  const used = after.cpu_stats.cpu_usage.total_usage - before.cpu_stats.cpu_usage.total_usage
  const passed = (after.cpu_stats.system_cpu_usage ?? 0) - (before.cpu_stats.system_cpu_usage ?? 0)
  const cores = after.cpu_stats.online_cpus ?? 1
  const percent = passed > 0 ? (Math.max(used, 0) / passed) * cores * 100 : 0
  return {
    memoryBytes: given < usage ? usage - given : usage,
    cpuPercent: Math.round(percent * 10) / 10,
  }
}
