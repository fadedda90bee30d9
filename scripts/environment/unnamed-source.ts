import type { SpecFault } from './problem.ts'
import { namesRichieSource, sourceIn } from './richie-source-rules.ts'

const example = { checkout: 'a folder such as ../richie', image: 'an image', url: 'an origin' } as const

/**
 * A place of Richie that is written down without a value, in a spec that names no other, and none over it: to leave it out as other
 * keys without a value would run another Richie. `checkout: ~` is meant as the home folder, and is no value in YAML.
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
