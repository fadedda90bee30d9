import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type Dockerode from 'dockerode'
import { readTextOrEmpty } from '../system/files.ts'
import { runDocker } from './docker-cli.ts'
import { engineHosts, type EngineHost } from './engine-hosts.ts'
import { classifySilence, classifyVersions, type Attempt, type EngineProblem } from './engine-problem.ts'

const answerTimeoutMs = 5000

/** A Docker engine that answers, and the compose CLI that speaks to the same one. */
export type Engine = {
  readonly docker: Dockerode
  readonly host: string
  readonly version: string
  readonly apiVersion: string
  readonly arch: string
  readonly composeVersion: string
  /** For the docker CLI, so that it and dockerode speak to the same engine. */
  readonly cliEnv: Readonly<Record<string, string>>
}

export type { EngineProblem } from './engine-problem.ts'

/** Whether `findEngine` found one. */
export function isEngine(found: Engine | EngineProblem): found is Engine {
  return 'docker' in found
}

/** Finds the engine that the person's docker CLI would use, else the first default socket that answers. */
export async function findEngine(): Promise<Engine | EngineProblem> {
  // Started first: it runs while dockerode is loaded (250 ms).
  const [client, knocked] = await Promise.all([
    askCompose(),
    knockAtAll(
      engineHosts({ env: process.env, home: homedir(), readText: readTextOrEmpty, exists: existsSync }),
    ),
  ])
  if (!('docker' in knocked)) return classifySilence(knocked.attempts, client.hasClient)
  const { docker, at, version } = knocked
  const problem = classifyVersions({ engine: version.Version, ...client })
  if (problem) return problem
  return {
    docker,
    host: at.host,
    version: version.Version,
    apiVersion: version.ApiVersion,
    arch: version.Arch,
    composeVersion: client.compose ?? '',
    cliEnv: cliEnv(at),
  }
}

export type Answer = { docker: Dockerode; at: EngineHost; version: Dockerode.DockerVersion }

/** Asks the docker command for its compose plugin. */
export async function askCompose(
  timeoutMs?: number,
): Promise<{ hasClient: boolean; compose: string | undefined; isLate: boolean }> {
  const { exitCode, stdout } = await runDocker(
    { cliEnv: {} },
    ['compose', 'version', '--short'],
    timeoutMs === undefined ? {} : { timeoutMs },
  )
  return {
    hasClient: exitCode !== 127,
    isLate: exitCode === 124,
    compose: exitCode === 0 ? stdout.trim().replace(/^v/, '') : undefined,
  }
}

/** The first of the addresses at which an engine answers in time, else every failed attempt. */
export async function knockAtAll(
  hosts: readonly EngineHost[],
  timeoutMs = answerTimeoutMs,
): Promise<Answer | { attempts: readonly Attempt[] }> {
  const attempts: Attempt[] = []
  for (const at of hosts) {
    try {
      return await knock(at, timeoutMs)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      attempts.push({ at, code: code ?? '', message })
    }
  }
  return { attempts }
}

async function knock(at: EngineHost, timeoutMs: number): Promise<Answer> {
  const { default: Docker } = await import('dockerode')
  const docker = new Docker(connectionOptions(at))
  const version = await inTime(docker, timeoutMs)
  const components = (version as { Components?: readonly { Name: string }[] }).Components ?? []
  if (components.some(({ Name }) => Name.startsWith('Podman')))
    throw new Error('this is Podman, not a Docker engine')
  return { docker, at, version }
}

/** What the types of dockerode leave out. */
type Abortable = { version(options: { abortSignal: AbortSignal }): Promise<Dockerode.DockerVersion> }

async function inTime(docker: Dockerode, timeoutMs: number): Promise<Dockerode.DockerVersion> {
  const abortSignal = AbortSignal.timeout(timeoutMs)
  try {
    return await (docker as Abortable).version({ abortSignal })
  } catch (error) {
    if (!abortSignal.aborted) throw error
    throw new Error(`no answer within ${timeoutMs / 1000} s`, { cause: error })
  }
}

function connectionOptions({ host, certPath }: EngineHost): Dockerode.DockerOptions {
  const url = new URL(host)
  if (url.protocol === 'unix:' || url.protocol === 'npipe:')
    return { socketPath: host.slice(url.protocol.length + 2) }
  const pem = (name: string) => readFileSync(join(certPath ?? '', name))
  return {
    host: url.hostname,
    port: url.port,
    username: url.username,
    protocol: url.protocol === 'ssh:' ? 'ssh' : certPath ? 'https' : 'http',
    ...(url.protocol === 'ssh:' ? { sshOptions: { agent: process.env['SSH_AUTH_SOCK'] } } : {}),
    ...(certPath ? { ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') } : {}),
  } as Dockerode.DockerOptions
}

function cliEnv({ host, certPath }: EngineHost): Record<string, string> {
  // The builder inside the engine: one that runs in a container has no local images, and needs a registry itself.
  return {
    DOCKER_HOST: host,
    BUILDX_BUILDER: 'default',
    ...(certPath ? { DOCKER_CERT_PATH: certPath, DOCKER_TLS_VERIFY: '1' } : {}),
  }
}
