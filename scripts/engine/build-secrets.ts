import { join } from 'node:path'

/** The settings of the host that every image build may read, by the id that the Dockerfiles mount. */
export const buildSecrets = {
  ca: 'ca.pem',
  pip: 'pip.conf',
  maven: 'maven-settings.xml',
  apt: 'debian.sources',
  aptconf: 'apt.conf',
} as const

/** `--secret` arguments of `docker build` for the settings in a folder. */
export function secretArguments(dir: string): readonly string[] {
  return Object.entries(buildSecrets).flatMap(([id, file]) => ['--secret', `id=${id},src=${join(dir, file)}`])
}
