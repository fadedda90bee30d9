import { buildSecrets } from '../plan/build-secrets.ts'
import type { Mock, Plan } from '../plan/plan.ts'
import { runFolder } from '../plan/run-folder.ts'

/** One service of the compose file, as Compose reads it. */
export type Service = {
  readonly image: string
  readonly build: {
    readonly context: string
    readonly args: Readonly<Record<string, string>>
    readonly additional_contexts?: Readonly<Record<string, string>>
    readonly secrets: readonly string[]
    readonly labels: Readonly<Record<string, string>>
  }
  readonly volumes: readonly string[]
  readonly healthcheck: object
  readonly [key: string]: unknown
}

/** What this machine trusts, and the development CA: for the services that call others. `up` writes it. */
const trustVolume = '../.campus/trust:/etc/campus/trust:ro'
const trustedCertificates = '/etc/campus/trust/ca-certificates.crt'
const runVolume = `run:${runFolder.path}`

type Fingerprint = (settingsPath: string) => string

/** The services of the environment, by their name in the compose project. */
export function planServices(plan: Plan, fingerprint: Fingerprint): Record<string, Service> {
  return {
    gateway: gateway(plan),
    ...Object.fromEntries(plan.mocks.map((lms) => [lms.key, lmsMock(plan, lms, fingerprint)])),
    ...(plan.richie.database === 'postgres' ? { database: database(plan) } : {}),
    ...(plan.richie.search === 'elasticsearch' ? { search: search(plan) } : {}),
    richie: richie(plan, fingerprint),
  }
}

/** Names of the services, in the order in which a person is told of them. */
export function serviceNames(plan: Plan): readonly string[] {
  return Object.keys(planServices(plan, () => ''))
}

function gateway(plan: Plan): Service {
  const ports = [...new Set(plan.sites.map((site) => site.port))]
  return {
    ...common(plan, 'gateway'),
    // Settings are reloaded, never a reason to make the gateway anew: no fingerprint here.
    ports: plan.addresses.flatMap((address) =>
      ports.map((port) => `${address.includes(':') ? `[${address}]` : address}:${port}:${port}`),
    ),
    volumes: [
      runVolume,
      'static:/data/static:ro',
      'media:/data/media:ro',
      './nginx:/etc/campus/nginx:ro',
      // In both modes: a change of mode must not make the gateway anew.
      '../.campus/certs:/etc/campus/certs:ro',
    ],
    // Containers call the sites by the same URLs as the browser does. Sorted, for in each mode another name comes first.
    networks: { default: { aliases: networkAliases(plan) } },
    healthcheck: healthcheck(`/opt/campus/healthcheck ${ports.join(' ')}`),
  }
}

function richie(plan: Plan, fingerprint: Fingerprint): Service {
  return {
    ...common(plan, 'richie', { RICHIE_VERSION: plan.richie.version }),
    env_file: ['../.campus/secrets/richie.env'],
    environment: { SSL_CERT_FILE: trustedCertificates, REQUESTS_CA_BUNDLE: trustedCertificates },
    volumes: [
      trustVolume,
      runVolume,
      'static:/data/static',
      'media:/data/media',
      ...(plan.richie.database === 'sqlite' ? ['sqlite:/data/database'] : []),
      './richie:/etc/campus/richie:ro',
    ],
    healthcheck: healthcheck('/opt/campus/healthcheck'),
    labels: { ...labels(plan), 'campus.settings': fingerprint('richie/connection.json') },
  }
}

function database(plan: Plan): Service {
  return {
    ...common(plan, 'database', {}, 'postgres'),
    env_file: ['../.campus/secrets/database.env'],
    volumes: ['database:/data/database'],
    shm_size: '128m',
    healthcheck: healthcheck('/opt/campus/healthcheck'),
  }
}

function search(plan: Plan): Service {
  return {
    ...common(plan, 'search', {}, 'elasticsearch'),
    environment: { ES_JAVA_OPTS: '-Xms512m -Xmx512m' },
    volumes: ['search:/data/search'],
    healthcheck: healthcheck('/opt/campus/healthcheck'),
  }
}

function lmsMock(plan: Plan, { key, site }: Mock, fingerprint: Fingerprint): Service {
  const service = common(plan, 'lms-mock', { NODE_PACKAGE: plan.linuxNode.package })
  const contexts = { modules: '../node_modules', node: plan.linuxNode.modulesDir }
  return {
    ...service,
    build: { ...service.build, additional_contexts: contexts },
    env_file: [`../.campus/secrets/${key}.env`],
    environment: {
      CAMPUS_LISTEN: runFolder.socket(site.key),
      CAMPUS_STATUS: runFolder.status(key),
      CAMPUS_SETTINGS: '/etc/campus/lms/settings.json',
      CAMPUS_DATABASE: '/data/lms/lms.sqlite3',
      CAMPUS_RICHIE_STATUS: runFolder.status('richie'),
      CAMPUS_SYNC_REPORT: runFolder.syncReport(key),
      NODE_EXTRA_CA_CERTS: trustedCertificates,
    },
    volumes: [trustVolume, runVolume, `lms-${key}:/data/lms`, `./lms/${key}:/etc/campus/lms:ro`],
    healthcheck: healthcheck('node /app/healthcheck.ts'),
    labels: { ...labels(plan), 'campus.settings': fingerprint(`lms/${key}/settings.json`) },
  }
}

function common(plan: Plan, image: string, args: Record<string, string> = {}, folder = image) {
  return {
    image: `${plan.name}-${image}`,
    build: {
      context: `../compose/${folder}`,
      args: { BASE: plan.base.image, ...args },
      secrets: Object.keys(buildSecrets),
      labels: labels(plan),
    },
    pull_policy: 'never',
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: '10s',
    labels: labels(plan),
  }
}

function labels(plan: Plan): Record<string, string> {
  return { 'campus.environment': plan.name }
}

/** Often while it starts, seldom afterwards: a check costs a process each time. */
function healthcheck(command: string): object {
  return {
    test: ['CMD', ...command.split(' ')],
    interval: '15s',
    timeout: '5s',
    retries: 3,
    start_period: '10m',
    start_interval: '500ms',
  }
}

/** Loopback stays the container's own. */
function networkAliases(plan: Plan): readonly string[] {
  const names = new Set(plan.sites.flatMap((site) => site.names))
  return [...names].filter((name) => !['localhost', '127.0.0.1', '[::1]'].includes(name)).toSorted()
}
