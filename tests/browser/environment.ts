import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { parse } from 'yaml'
import { openCheckout } from '../e2e/checkout.ts'

/** The environment that the set-up made, as `campus status --json` tells. */
export type Environment = {
  readonly name: string
  /** Origins, without a slash at the end. */
  readonly richie: string
  readonly lms: string
  /** What Richie's pages use to log in and to enrol. */
  readonly backend: string
  readonly learner: { readonly email: string; readonly password: string }
}

const checkout = openCheckout(inject('dir'))

/** Asks the environment what it is now. */
export async function describeEnvironment(): Promise<Environment> {
  const { output } = await checkout.campus(['status', '--json'])
  const status = JSON.parse(output) as {
    name: string
    sites: { key: string; origin: string }[]
    lms: { origin: string; backend: string; learners: { email: string; password: string }[] }[]
  }
  const [lms] = status.lms
  const learner = lms?.learners[0]
  const richie = status.sites.find((site) => site.key === 'richie')
  if (lms === undefined || learner === undefined || richie === undefined)
    throw new Error(`Not an environment to test in:\n${output}`)
  return { name: status.name, richie: richie.origin, lms: lms.origin, backend: lms.backend, learner }
}

/** Wires the environment with another backend over http, and returns how to put it back as it was. */
export async function wireOverHttp(backendOverHttp: string): Promise<() => Promise<void>> {
  const file = join(checkout.dir, 'environment.local.yaml')
  const before = readFileSync(file, 'utf8')
  const spec = parse(before) as { lms: { edx: object } }
  checkout.setLocal({ ...spec, lms: { edx: { ...spec.lms.edx, backendOverHttp } } })
  await up()
  return async () => {
    writeFileSync(file, before)
    await up()
  }
}

async function up(): Promise<void> {
  const { exitCode, output } = await checkout.campus(['up'])
  if (exitCode !== 0) throw new Error(`campus up failed:\n${output}`)
}
