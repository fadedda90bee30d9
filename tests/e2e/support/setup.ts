import type { TestProject } from 'vitest/node'
import { makeCheckout } from './checkout.ts'
import { shareDebian } from './debian.ts'

/** What of the spec is a test environment's own: a name and ports beside whatever a person has running, and how large it is. */
export type LocalSpec = {
  readonly name: string
  readonly richie: { readonly port: number; readonly [key: string]: unknown }
  readonly lms: { readonly edx: { readonly port: number } }
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merged into the declaration of vitest
  interface ProvidedContext {
    /** Folder of the checkout whose environment is up. */
    dir: string
    /** What the first `campus up` printed. */
    firstUp: string
    /** Its environment.local.yaml. */
    local: LocalSpec
  }
}

/** All names begin with `campustest`: by that, tests/remove-leftovers knows what an interrupted run has left. */
const environments: Readonly<Record<string, LocalSpec>> = {
  full: { name: 'campustest', richie: { port: 18070 }, lms: { edx: { port: 18073 } } },
  small: {
    name: 'campustest-small',
    richie: { port: 18170, database: 'sqlite', search: 'none', demo: 'none' },
    lms: { edx: { port: 18173 } },
  },
}

/**
 * One environment for all scenarios of a project, from nothing: `e2e-full` and `long-full` have PostgreSQL, the search engine and
 * the demo, `e2e-small` and `long-small` none of them. Removed at the end, images too; CAMPUS_KEEP=1 keeps those for the next run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const local = environments[project.name.replace(/^.*-/, '')]
  if (local === undefined) throw new Error(`No environment for the tests of ${project.name}`)
  const checkout = makeCheckout(local)
  if (local.name !== 'campustest') await shareDebian(local.name)
  const up = await checkout.campus(['up'])
  if (up.exitCode !== 0) {
    await checkout.campus(['clean', '--yes'])
    checkout.remove()
    throw new Error(`campus up failed:\n${up.output}`)
  }
  project.provide('dir', checkout.dir)
  project.provide('firstUp', up.output)
  project.provide('local', local)
  return async () => {
    // Beside others the images stay until all have ended: the Debian below them is also the others'. tests/run removes them.
    const keep = process.env['CAMPUS_KEEP'] === '1' || process.env['CAMPUS_TEST_LANES'] === '1'
    const clean = await checkout.campus(['clean', '--yes', ...(keep ? [] : ['--images'])])
    checkout.remove()
    if (clean.exitCode !== 0) throw new Error(`campus clean failed:\n${clean.output}`)
  }
}
