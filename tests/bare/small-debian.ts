import type { TestProject } from 'vitest/node'
import { debianOfTheTests } from '../e2e/support/debian.ts'
import { docker } from '../e2e/support/docker.ts'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merged into the declaration of vitest
  interface ProvidedContext {
    /** The image that bare machines are made of. */
    smallDebian: string
  }
}

const ours = 'campustest-bare-debian:bookworm'

/**
 * Bare machines are made of the Debian below the end-to-end tests' base, under a name of their own: those tests run at
 * the same time, and remove theirs when they end. BARE_IMAGE names another one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const image = process.env['BARE_IMAGE'] ?? (await debianOfTheTests(15 * 60_000))
  if (image === undefined) {
    throw new Error(
      'The environment of the end-to-end tests did not come up: run them beside this, or set BARE_IMAGE.',
    )
  }
  await docker(['tag', image, ours])
  project.provide('smallDebian', ours)
  return async () => {
    await docker(['rmi', '--no-prune', ours])
  }
}
