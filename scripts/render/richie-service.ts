import type { Plan } from '../plan/plan.ts'
import { type RichieSource, checkoutMount } from '../plan/richie-source.ts'
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

/** Copies of a checkout's requirement files, which its image is built with: `up` writes them. */
const requirementsFolder = '../.campus/richie-requirements'

/** Richie, wherever it comes from. Each kind of source has an image of its own: switching back reuses the last one. */
export function richieService(plan: Plan, fingerprint: Fingerprint): Service {
  const { source, database } = plan.richie
  const { image, build, ...rest } = common(plan, imageOf(source), {}, 'richie')
  return {
    image,
    build: { ...build, ...buildOf(source, build.args) },
    ...rest,
    ...userOf(source),
    env_file: ['../.campus/secrets/richie.env'],
    environment: {
      SSL_CERT_FILE: trustedCertificates,
      REQUESTS_CA_BUNDLE: trustedCertificates,
      ...environmentOf(source),
    },
    volumes: [
      trustVolume,
      runVolume,
      'static:/data/static',
      'media:/data/media',
      ...(database === 'sqlite' ? ['sqlite:/data/database'] : []),
      './richie:/etc/campus/richie:ro',
      ...(source.provider === 'checkout' ? [`${source.path}:${checkoutMount}`] : []),
    ],
    healthcheck: healthcheck('/opt/campus/healthcheck'),
    labels: {
      ...labels(plan),
      'campus.settings': fingerprint('richie/connection.json'),
      // For another environment that wants to share it. Not on the gateway: a change of mode must not recreate that.
      ...(plan.mode === 'tls' ? { 'campus.domain': plan.domain } : {}),
    },
  }
}

function imageOf({ provider }: RichieSource): string {
  return provider === 'pypi' ? 'richie' : `richie-${provider}`
}

function buildOf(source: RichieSource, args: Readonly<Record<string, string>>): Partial<Service['build']> {
  switch (source.provider) {
    case 'checkout':
      return {
        dockerfile: 'checkout.Dockerfile',
        // A changed hash causes a rebuild: the copies are not part of the context that is compared.
        args: { ...args, REQUIREMENTS: source.requirements },
        additional_contexts: { requirements: requirementsFolder },
      }
    case 'image':
      return {
        dockerfile: 'image.Dockerfile',
        args: { ...args, RICHIE_IMAGE: source.image, ...siteEnvironment(source) },
      }
    case 'pypi':
      return { args: { ...args, RICHIE_VERSION: source.version } }
    case 'url':
      return {}
  }
}

/** Runs as the owner of the checkout, who owns the files made in it. The group is that of the shared volumes. */
function userOf(source: RichieSource): Readonly<Record<string, string | readonly string[]>> {
  if (source.provider !== 'checkout') return {}
  const { uid, gid } = source.owner
  return {
    user: `${uid}:${gid}`,
    group_add: ['1000'],
    working_dir: `${checkoutMount}/${source.workingFolder}`.replace(/\/+$/, ''),
  }
}

function environmentOf(source: RichieSource): Readonly<Record<string, string>> {
  if (source.provider !== 'checkout') return {}
  return {
    CAMPUS_CHECKOUT: checkoutMount,
    PYTHONPATH: source.importFolders.map((folder) => `${checkoutMount}/${folder}`).join(':'),
    ...siteEnvironment(source),
  }
}

/** Settings of the user's own site, all that its container needs. */
function siteEnvironment({
  settings,
  configuration,
}: {
  settings: string | null
  configuration: string | null
}): Readonly<Record<string, string>> {
  return settings === null
    ? {}
    : { CAMPUS_SITE_SETTINGS: settings, CAMPUS_SITE_CONFIGURATION: configuration ?? '' }
}
