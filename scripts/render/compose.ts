import { createHash } from 'node:crypto'
import { Document } from 'yaml'
import { buildSecrets } from '../plan/container-paths.ts'
import type { Plan } from '../plan/plan.ts'
import { planServices } from './services.ts'
import { header, type Artifact } from './templates.ts'

/**
 * The compose file of the environment. It works with plain `docker compose -f` as well. The settings files are passed
 * in so that a service whose settings changed is recreated.
 */
export function renderCompose(plan: Plan, settings: readonly Artifact[]): Artifact {
  const labels = { 'campus.environment': plan.name }
  const services = planServices(plan, (path) => fingerprint(settings, path))
  const volumes = new Set(
    Object.values(services).flatMap((service) =>
      service.volumes.filter((volume) => !/^[./]/.test(volume)).map((volume) => volume.split(':')[0] ?? ''),
    ),
  )
  const content = {
    name: plan.name,
    services,
    networks: { default: { labels } },
    volumes: Object.fromEntries([...volumes].map((volume) => [volume, { labels }])),
    // Settings of this machine for the image builds; none of them ends up in an image.
    secrets: Object.fromEntries(
      Object.entries(buildSecrets).map(([id, file]) => [id, { file: `../.campus/build/${file}` }]),
    ),
  }
  const document = new Document(content, { aliasDuplicateObjects: false, version: '1.1' })
  document.commentBefore = ` ${header}`
  // Compose must not substitute anything: a dollar, in the path of a checkout for example, stays a dollar.
  return { path: 'compose.yaml', text: document.toString({ lineWidth: 0 }).replaceAll('$', '$$$$') }
}

function fingerprint(settings: readonly Artifact[], path: string): string {
  const artifact = settings.find((candidate) => candidate.path === path)
  if (artifact === undefined) throw new Error(`No settings were rendered at ${path}`)
  return createHash('sha256').update(artifact.text).digest('hex').slice(0, 16)
}
