import type { TestProject } from 'vitest/node'
import { makeCheckout } from './checkout.ts'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merged into the declaration of vitest
  interface ProvidedContext {
    /** Folder of the checkout whose environment is up. */
    dir: string
    /** What the first `campus up` printed. */
    firstUp: string
  }
}

/** Ports and a name of our own, beside whatever a person has running. */
export const local = { name: 'campustest', richie: { port: 18070 }, lms: { edx: { port: 18073 } } }

/** One environment for all scenarios, from nothing; removed at the end, images too. CAMPUS_KEEP=1 keeps it for the next run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const checkout = makeCheckout(local)
  const up = await checkout.campus(['up'])
  if (up.exitCode !== 0) {
    await checkout.campus(['clean', '--yes'])
    checkout.remove()
    throw new Error(`campus up failed:\n${up.output}`)
  }
  project.provide('dir', checkout.dir)
  project.provide('firstUp', up.output)
  return async () => {
    const keep = process.env['CAMPUS_KEEP'] === '1'
    const clean = await checkout.campus(['clean', '--yes', ...(keep ? [] : ['--images'])])
    checkout.remove()
    if (clean.exitCode !== 0) throw new Error(`campus clean failed:\n${clean.output}`)
  }
}
