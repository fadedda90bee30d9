import { setTimeout as sleep } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { docker } from '../e2e/docker.ts'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merged into the declaration of vitest
  interface ProvidedContext {
    /** The image that bare machines are made of. */
    smallDebian: string
  }
}

const ours = 'campusbare-debian:bookworm'
const patienceMs = 15 * 60_000

/**
 * Bare machines are made of the Debian below the end-to-end tests' base, under a name of their own: those tests run at
 * the same time, and remove theirs when they end. BARE_IMAGE names another one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await docker(['tag', process.env['BARE_IMAGE'] ?? (await debianOfTheTests()), ours])
  project.provide('smallDebian', ours)
  return async () => {
    await docker(['rmi', '--no-prune', ours])
  }
}

/** The Debian below the base of the end-to-end tests; where their environment comes up beside this, once it is there. */
export async function debianOfTheTests(): Promise<string> {
  const made = 'campustest-debian:bookworm'
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    if ((await ask(['images', '--quiet', made])) !== '') return made
    if ((await ask(['ps', '--quiet', '--filter', 'label=campus.environment=campustest'])) !== '') {
      // The base came from a registry: then so does this.
      await docker(['pull', '--quiet', 'debian:bookworm-slim'])
      return 'debian:bookworm-slim'
    }
    await sleep(500)
  }
  throw new Error(
    'The environment of the end-to-end tests did not come up: run them beside this, or set BARE_IMAGE.',
  )
}

/** Nothing where no engine answers yet. */
async function ask(argv: readonly string[]): Promise<string> {
  return await docker(argv).catch(() => '')
}
