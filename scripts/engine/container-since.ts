import type Dockerode from 'dockerode'
import type { ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'

/** What only the inspection of a container says. */
export type Inspected = {
  /** Since when it is as it is: it runs, it has ended, its health check fails. ISO 8601; null where it has not begun. */
  readonly since: string | null
  /** With which it ended; null while it runs. */
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
