import { lmsKeysOf, mergeSpecs, withoutPath } from './merge.ts'
import type { SpecFault } from './problem.ts'
import { namesRichieSource, sourceIn } from './richie-source-rules.ts'

/**
 * A local spec over the base. If it sets a source (of Richie, or an LMS's provider), it replaces that source as a whole: the
 * base's keys of another source are dropped.
 */
export function mergeOver(base: unknown, local: unknown): unknown {
  const source = namesRichieSource(local) ? [['richie', 'source']] : []
  const fallen = [...source, ...lmsPaths(base, local)]
  return mergeSpecs(
    fallen.reduce((rest, path) => withoutPath(rest, path), base),
    local,
  )
}

/** Of each LMS that the local spec gives another provider, the keys of the one that it had. */
function lmsPaths(base: unknown, local: unknown): readonly (readonly string[])[] {
  return Object.keys(lmsesOf(local)).flatMap((key) => {
    const now = providerOf(local, key)
    const before = providerOf(base, key) ?? 'mock'
    if (now === undefined || now === before || !isProvider(before)) return []
    return lmsKeysOf[before].map((only) => ['lms', key, only])
  })
}

function isProvider(name: unknown): name is keyof typeof lmsKeysOf {
  return typeof name === 'string' && Object.hasOwn(lmsKeysOf, name)
}

function providerOf(spec: unknown, key: string): unknown {
  const lmses = lmsesOf(spec)
  return Object.hasOwn(lmses, key) ? (Object(lmses[key]) as { provider?: unknown }).provider : undefined
}

function lmsesOf(spec: unknown): Readonly<Record<string, unknown>> {
  return Object((Object(spec) as { lms?: unknown }).lms) as Record<string, unknown>
}

const example = { checkout: 'a folder such as ../richie', image: 'an image', url: 'an origin' } as const

/**
 * A source of Richie without a value, if neither this spec nor the one over it names another: leaving it out, like other keys without a
 * value, would run another Richie. `checkout: ~` is meant as the home folder, but is no value in YAML.
 */
export function unnamedSourceFaults(specs: readonly unknown[]): SpecFault[] {
  const said = specs.findLast((spec) => namesRichieSource(spec) || emptyKeys(spec).length > 0)
  if (namesRichieSource(said)) return []
  return emptyKeys(said).map((key) => ({
    path: ['richie', 'source', key],
    message: `has no value; expected ${example[key]}${key === 'checkout' ? ' (a bare ~ is no value in YAML)' : ''}`,
  }))
}

function emptyKeys(spec: unknown): readonly (keyof typeof example)[] {
  const keys = Object.keys(example) as (keyof typeof example)[]
  return keys.filter((key) => sourceIn(spec)[key] === null)
}
