import type { NssTools } from './nss-tools.ts'
import type { Anchor, Step } from './store.ts'

/** Makes a database, with an empty password as browsers do, and adds the anchor. */
export function createSteps(
  tools: NssTools,
  { folder, isThere }: { readonly folder: string; readonly isThere: boolean },
  anchor: Anchor,
): readonly Step[] {
  return [
    ...(isThere ? [] : [asPerson(['mkdir', '-p', '-m', '700', folder])]),
    asPerson([...tools.adder, '-N', '-d', `sql:${folder}`, '--empty-password']),
    ...addSteps(tools, folder, anchor.name, anchor.file),
  ]
}

/** Trusted to sign certificates of servers and nothing else, as mkcert has it. */
export function addSteps({ adder }: NssTools, folder: string, name: string, file: string): readonly Step[] {
  return [asPerson([...adder, '-A', '-d', `sql:${folder}`, '-t', 'C,,', '-n', name, '-i', file])]
}

/** Trusts a certificate that the database holds already. */
export function trustSteps({ certutil }: NssTools, folder: string, name: string): readonly Step[] {
  return [asPerson([...certutil, '-M', '-d', `sql:${folder}`, '-t', 'C,,', '-n', name])]
}

export function removeSteps({ certutil }: NssTools, folder: string, name: string): readonly Step[] {
  return [asPerson([...certutil, '-D', '-d', `sql:${folder}`, '-n', name])]
}

function asPerson(argv: readonly string[]): Step {
  return { argv, needsRoot: false }
}
