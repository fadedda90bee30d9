import { join } from 'node:path'
import { buildSecrets } from '../plan/build-secrets.ts'

/** `--secret` arguments of `docker build` for the settings in a folder. */
export function secretArguments(dir: string): readonly string[] {
  return Object.entries(buildSecrets).flatMap(([id, file]) => ['--secret', `id=${id},src=${join(dir, file)}`])
}
