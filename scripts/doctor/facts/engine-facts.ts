import type Dockerode from 'dockerode'
import type { EngineHost } from '../../engine/engine-hosts.ts'
import type { Attempt } from '../../engine/engine-problem.ts'

/** What could be learned of the engine, and of the programs that speak to it. */
export type EngineFacts = {
  /** Where it was looked for, in order. */
  readonly hosts: readonly EngineHost[]
  /** The docker command is there. */
  readonly hasClient: boolean
  /** Version of the compose plugin, where there is one. */
  readonly compose: string | undefined
  readonly buildx: string | undefined
  /** Plugins that did not answer in time. */
  readonly late: readonly ('compose' | 'buildx')[]
  /** The attempts to connect, where nothing answered. */
  readonly attempts: readonly Attempt[]
  readonly answer?: EngineAnswer
}

/** An engine that answered. */
export type EngineAnswer = {
  readonly docker: Dockerode
  readonly at: EngineHost
  readonly version: string
  /** In Go's words: amd64, arm64. */
  readonly arch: string
  readonly operatingSystem: string
  readonly memoryBytes: number
  /** Its clock minus ours. */
  readonly clockMs: number
  /** Where it keeps its data, and what is free there; undefined where that can't be seen. */
  readonly rootDir: string
  readonly freeBytes: number | undefined
  readonly isRootless: boolean
  /** It runs on this machine itself, and not in a virtual machine of an application. */
  readonly isNative: boolean
  readonly containers: readonly EngineContainer[]
  readonly networks: readonly Labelled[]
  readonly volumes: readonly Labelled[]
}

export type Labelled = {
  readonly id: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

export type EngineContainer = Labelled & {
  readonly state: string
  /** Published on the host. */
  readonly ports: readonly number[]
}

/** The answer, for checks that need `engine-running`: they are skipped where nothing answers. */
export async function answerOf(context: {
  readonly engine: () => Promise<EngineFacts>
}): Promise<EngineAnswer> {
  const { answer } = await context.engine()
  if (answer === undefined) throw new Error('A check that uses the engine needs the check engine-running')
  return answer
}

/** A socket or a pipe; what is reached by network is another machine's, or might as well be. */
export function isLocal(host: string): boolean {
  return /^(unix|npipe):/.test(host)
}
