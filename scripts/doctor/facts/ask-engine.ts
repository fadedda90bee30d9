import type Dockerode from 'dockerode'
import { runDocker } from '../../engine/docker-cli.ts'
import { engineHosts, type HostSources } from '../../engine/engine-hosts.ts'
import { askCompose, knockAtAll, type Answer } from '../../engine/find-engine.ts'
import { environmentOfContainer } from '../../engine/labels.ts'
import { freeBytes } from './disk-facts.ts'
import { isLocal, type EngineAnswer, type EngineFacts } from './engine-facts.ts'

/** What dockerode's types leave out. */
type Info = {
  readonly MemTotal?: number
  readonly SystemTime?: string
  readonly OperatingSystem?: string
  readonly DockerRootDir?: string
  readonly SecurityOptions?: readonly string[]
}

type Abortable = { info(options: { abortSignal: AbortSignal }): Promise<Info> }

/**
 * Looks for an engine where the docker command would, and asks it and the programs that speak to it all there is to know.
 * One that is reached by network is of no use here, and is not asked: it could take its time.
 */
export async function askEngine(sources: HostSources, timeLeft: () => number): Promise<EngineFacts> {
  const hosts = engineHosts(sources)
  const [client, buildx, knocked] = await Promise.all([
    askCompose(timeLeft()),
    askBuildx(timeLeft()),
    knockAtAll(
      hosts.filter(({ host }) => isLocal(host)),
      timeLeft(),
    ).then((found) => ('docker' in found ? askAll(found, timeLeft()) : found)),
  ])
  const { hasClient, compose } = client
  const late = [
    ...(client.isLate ? (['compose'] as const) : []),
    ...(buildx.isLate ? (['buildx'] as const) : []),
  ]
  const facts = { hosts, hasClient, compose, buildx: buildx.version, late }
  return 'attempts' in knocked ? { ...facts, ...knocked } : { ...facts, attempts: [], answer: knocked }
}

async function askBuildx(timeoutMs: number): Promise<{ version: string | undefined; isLate: boolean }> {
  const { exitCode, stdout } = await runDocker({ cliEnv: {} }, ['buildx', 'version'], { timeoutMs })
  const version = /v?(\d+\.\d+\S*)/.exec(stdout)?.[1] ?? stdout.trim()
  return { version: exitCode === 0 ? version : undefined, isLate: exitCode === 124 }
}

/** An engine that says its version and then nothing more in time is as good as silent. */
async function askAll(
  { docker, at, version }: Answer,
  timeoutMs: number,
): Promise<EngineAnswer | Pick<EngineFacts, 'attempts'>> {
  const abortSignal = AbortSignal.timeout(timeoutMs)
  const filters = { label: ['campus.environment'] }
  try {
    const [info, containers, networks, volumes] = await Promise.all([
      (docker as Abortable).info({ abortSignal }),
      docker.listContainers({ all: true, abortSignal }),
      docker.listNetworks({ filters, abortSignal }),
      docker.listVolumes({ filters, abortSignal }),
    ])
    return {
      docker,
      at,
      version: version.Version,
      arch: version.Arch,
      ...describe(info, at.host),
      containers: containers.map(describeContainer),
      networks: networks.map(({ Id, Name, Labels = {} }) => ({ id: Id, name: Name, labels: Labels })),
      volumes: volumes.Volumes.map(({ Name, Labels }) => ({ id: Name, name: Name, labels: Labels ?? {} })),
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    const says = abortSignal.aborted ? `no answer within ${timeoutMs / 1000} s` : message
    return { attempts: [{ at, code, message: says }] }
  }
}

function describe(info: Info, host: string) {
  const { OperatingSystem = '', DockerRootDir = '/var/lib/docker', SecurityOptions = [] } = info
  const isNative =
    process.platform === 'linux' && host.startsWith('unix:') && !OperatingSystem.includes('Docker Desktop')
  return {
    operatingSystem: OperatingSystem,
    memoryBytes: info.MemTotal ?? 0,
    clockMs: info.SystemTime === undefined ? 0 : Date.parse(info.SystemTime) - Date.now(),
    rootDir: DockerRootDir,
    freeBytes: isNative ? freeBytes(DockerRootDir) : undefined,
    isRootless: SecurityOptions.some((option) => option.includes('rootless')),
    isNative,
  }
}

function describeContainer({ Id, Names, Labels, State, Ports }: Dockerode.ContainerInfo) {
  const ports = Ports.flatMap(({ PublicPort }) => (PublicPort === undefined ? [] : [PublicPort]))
  const name = Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12)
  const { 'campus.environment': _inherited, ...rest } = Labels
  const labels = environmentOfContainer(Labels) === undefined ? rest : Labels
  return { id: Id, name, labels, state: State, ports: [...new Set(ports)] }
}
