import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** An address at which an engine may answer, and what named it. */
export type EngineHost = {
  readonly host: string
  readonly origin: 'DOCKER_HOST' | 'context' | 'default'
  /** The folder with ca.pem, cert.pem and key.pem, where the engine is reached by TLS. */
  readonly certPath?: string
}

export type HostSources = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Empty where there is no such file. */
  readonly readText: (path: string) => string
  readonly exists: (path: string) => boolean
}

/**
 * Where to look for an engine, in order: DOCKER_HOST, else the context of the docker CLI, else the default sockets that exist.
 * The context is read from the CLI's own files: asking the CLI would cost a process on each run.
 */
export function engineHosts(sources: HostSources): readonly EngineHost[] {
  const named = sources.env['DOCKER_HOST']
  if (named) {
    const certPath = sources.env['DOCKER_CERT_PATH']
    return [{ host: withScheme(named), origin: 'DOCKER_HOST', ...(certPath ? { certPath } : {}) }]
  }
  const ofContext = contextHost(sources)
  if (ofContext) return [ofContext]
  return defaultSockets(sources)
    .filter((path) => sources.exists(path))
    .map((path) => ({ host: `unix://${path}`, origin: 'default' }))
}

function withScheme(host: string): string {
  return host.includes('://') ? host : `tcp://${host}`
}

function contextHost(sources: HostSources): EngineHost | undefined {
  const folder = sources.env['DOCKER_CONFIG'] ?? join(sources.home, '.docker')
  const name =
    sources.env['DOCKER_CONTEXT'] ?? textOf(readJson(sources, join(folder, 'config.json')), 'currentContext')
  if (!name || name === 'default') return undefined
  const id = createHash('sha256').update(name).digest('hex')
  const meta = readJson(sources, join(folder, 'contexts/meta', id, 'meta.json'))
  const host = textOf(objectOf(objectOf(meta, 'Endpoints'), 'docker'), 'Host')
  if (!host) return undefined
  const certPath = join(folder, 'contexts/tls', id, 'docker')
  return { host, origin: 'context', ...(sources.exists(join(certPath, 'cert.pem')) ? { certPath } : {}) }
}

function readJson(sources: HostSources, path: string): unknown {
  try {
    return JSON.parse(sources.readText(path) || '{}')
  } catch {
    return {}
  }
}

function objectOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function textOf(value: unknown, key: string): string | undefined {
  const found = objectOf(value, key)
  return typeof found === 'string' ? found : undefined
}

function defaultSockets({ env, home }: HostSources): readonly string[] {
  const runtime = env['XDG_RUNTIME_DIR']
  return [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(env['COLIMA_HOME'] ?? join(home, '.colima'), 'default/docker.sock'),
    join(home, '.rd/docker.sock'),
  ]
}
