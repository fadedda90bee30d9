import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { parse } from 'yaml'
import { openCheckout } from '../e2e/support/checkout.ts'

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

export const checkout = openCheckout(inject('dir'))

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

type LocalSpec = { readonly domain?: string; readonly richie: object; readonly lms: { readonly edx: object } }

/** Changes the environment's own spec; returns how to put it back as it was, over http. */
export function changeSpec(change: (spec: LocalSpec) => LocalSpec): () => Promise<void> {
  const file = join(checkout.dir, 'environment.local.yaml')
  const before = readFileSync(file, 'utf8')
  checkout.setLocal(change(parse(before) as LocalSpec))
  return async () => {
    writeFileSync(file, before)
    await up()
  }
}

/** Wires the environment with another backend over http, and returns how to put it back as it was. */
export async function wireOverHttp(backendOverHttp: string): Promise<() => Promise<void>> {
  const putBack = changeSpec((spec) => ({ ...spec, lms: { edx: { ...spec.lms.edx, backendOverHttp } } }))
  await up()
  return putBack
}

/** `campus up`, which must work; what it printed. */
export async function up(...options: readonly string[]): Promise<string> {
  const { exitCode, output } = await checkout.campus(['up', ...options])
  if (exitCode !== 0) throw new Error(`campus up failed:\n${output}`)
  return output
}
