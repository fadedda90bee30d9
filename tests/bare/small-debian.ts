import { docker } from '../e2e/docker.ts'

/** The image that bare machines are made of: the Debian below the test environment's base. */
export async function smallDebian(): Promise<string> {
  const image = process.env['BARE_IMAGE'] ?? 'campustest-debian:bookworm'
  if ((await docker(['images', '--quiet', image])) !== '') return image
  // The base came from a registry: then so does this.
  await docker(['pull', '--quiet', 'debian:bookworm-slim'])
  return 'debian:bookworm-slim'
}
