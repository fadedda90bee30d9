import { runFolder } from '../plan/container-paths.ts'
import { frontendService, yarn, type Frontend } from '../plan/frontend.ts'
import type { Mock } from '../plan/lms.ts'
import { isRichieOurs, type Plan } from '../plan/plan.ts'
import { checkoutMount, type Checkout } from '../plan/richie-source.ts'
import { richieService } from './richie-service.ts'
import {
  common,
  healthcheck,
  labels,
  runVolume,
  trustVolume,
  trustedCertificates,
  type Fingerprint,
  type Service,
} from './service.ts'

/** The services of the environment, by their name in the compose project. */
export function planServices(plan: Plan, fingerprint: Fingerprint): Record<string, Service> {
  return {
    gateway: gateway(plan),
    ...Object.fromEntries(plan.mocks.map((lms) => [lms.key, lmsMock(plan, lms, fingerprint)])),
    ...(isRichieOurs(plan) ? catalogueServices(plan, fingerprint) : {}),
  }
}

function catalogueServices(plan: Plan, fingerprint: Fingerprint): Record<string, Service> {
  return {
    ...(plan.richie.database === 'postgres' ? { database: database(plan) } : {}),
    ...(plan.richie.search === 'elasticsearch' ? { search: search(plan) } : {}),
    ...frontEndOf(plan),
    richie: richieService(plan, fingerprint),
  }
}

function frontEndOf(plan: Plan): Record<string, Service> {
  const { source } = plan.richie
  if (source.provider !== 'checkout' || source.frontend === null) return {}
  return { [frontendService]: frontendContainer(plan, source, source.frontend) }
}

/** Names of the services, in the order in which they are shown. */
export function serviceNames(plan: Plan): readonly string[] {
  return Object.keys(planServices(plan, () => ''))
}

function gateway(plan: Plan): Service {
  const ports = [...new Set(plan.sites.map((site) => site.port))]
  return {
    ...common(plan, 'gateway'),
    // Settings are reloaded, never a reason to recreate the gateway: no fingerprint here.
    ports: plan.addresses.flatMap((address) =>
      ports.map((port) => `${address.includes(':') ? `[${address}]` : address}:${port}:${port}`),
    ),
    volumes: [
      runVolume,
      'static:/data/static:ro',
      'media:/data/media:ro',
      './nginx:/etc/campus/nginx:ro',
      // In both modes, and whatever the sites: a change of mode must not recreate the gateway.
      '../.campus/certs:/etc/campus/certs:ro',
      trustVolume,
    ],
    // This machine, for sites that run on it according to the spec.
    extra_hosts: ['host.docker.internal:host-gateway'],
    // Containers call the sites by the same URLs as the browser does. Sorted, because another name comes first in each mode.
    networks: { default: { aliases: networkAliases(plan) } },
    healthcheck: healthcheck(`/opt/campus/healthcheck ${ports.join(' ')}`),
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
      // An external Richie does not report its starts.
      ...(isRichieOurs(plan) ? { CAMPUS_RICHIE_STATUS: runFolder.status('richie') } : {}),
      CAMPUS_SYNC_REPORT: runFolder.syncReport(key),
      NODE_EXTRA_CA_CERTS: trustedCertificates,
    },
    volumes: [trustVolume, runVolume, `lms-${key}:/data/lms`, `./lms/${key}:/etc/campus/lms:ro`],
    healthcheck: healthcheck('node /app/healthcheck.ts'),
    labels: { ...labels(plan), 'campus.settings': fingerprint(`lms/${key}/settings.json`) },
  }
}

/** Loopback stays the container's own. */
function networkAliases(plan: Plan): readonly string[] {
  const names = new Set(plan.sites.flatMap((site) => site.names))
  return [...names].filter((name) => !['localhost', '127.0.0.1', '[::1]'].includes(name)).toSorted()
}

/** Builds or watches a checkout's front end, as the checkout's owner. */
function frontendContainer(plan: Plan, { path, owner }: Checkout, frontend: Frontend): Service {
  const service = common(plan, 'frontend', {
    NODE_PACKAGE: plan.linuxNode.package,
    YARN_VERSION: yarn.version,
  })
  const contexts = { node: plan.linuxNode.modulesDir, yarn: yarn.modulesDir }
  return {
    ...service,
    build: { ...service.build, additional_contexts: contexts },
    user: `${owner.uid}:${owner.gid}`,
    group_add: ['1000'],
    environment: {
      CAMPUS_FRONTEND: `${checkoutMount}/${frontend.folder}`,
      CAMPUS_FRONTEND_MODE: frontend.mode,
      CAMPUS_STATUS: runFolder.status('frontend'),
      NODE_EXTRA_CA_CERTS: trustedCertificates,
    },
    volumes: [
      trustVolume,
      runVolume,
      // Registries and their tokens: a file, which no log, image or `docker inspect` shows.
      '../.campus/npm:/etc/campus/npm:ro',
      'frontend:/data/frontend',
      `${path}:${checkoutMount}`,
    ],
    // A first build takes minutes, and on a busy machine many.
    healthcheck: { ...healthcheck('test -e /dev/shm/campus-ready'), start_period: '60m' },
  }
}
