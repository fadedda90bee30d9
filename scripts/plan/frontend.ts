import type { SpecFault } from '../environment/problem.ts'
import type { RichieSourceSpec } from '../environment/richie-source-schema.ts'

/** The front end of a checkout, which is built or watched in a service of its own. */
export type Frontend = {
  readonly mode: 'built' | 'watch'
  /** Below the checkout: `src/frontend`. */
  readonly folder: string
}

/** The service that builds it. */
export const frontendService = 'frontend'

/** The last yarn 1, which Richie's lock files are for; `up` fetches it to this folder (relative to `generated/`). */
export const yarn = { version: '1.22.22', modulesDir: '../.campus/yarn/node_modules' } as const

/** What is to be done with a checkout's front end; null where it is left alone, or there is none. */
export function planFrontend(
  { frontend = 'built' }: Pick<RichieSourceSpec, 'frontend'>,
  folder: string | null,
): Frontend | null {
  return frontend === 'none' || folder === null ? null : { mode: frontend, folder }
}

/** A front end is asked for, and the checkout has none. */
export function frontendFaults(
  spec: Pick<RichieSourceSpec, 'frontend'>,
  checkout: { readonly frontendFolder: string | null } | undefined,
): SpecFault[] {
  const isAskedFor = spec.frontend === 'built' || spec.frontend === 'watch'
  if (!isAskedFor || checkout === undefined || checkout.frontendFolder !== null) return []
  const message =
    'the checkout has no front end: no src/frontend/package.json, nor one beside the code of its site'
  return [{ path: ['richie', 'source', 'frontend'], message }]
}
