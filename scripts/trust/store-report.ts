import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AbsentStore, Hindrance, Store, Probe } from './store.ts'

/** The state of one store. */
export type StoreReport = {
  readonly id: string
  readonly title: string
  readonly where: string
  /** Trusted already; added now; left, since it could or should not be changed; absent from this machine. */
  readonly state: 'trusted' | 'added' | 'left' | 'absent'
  /** Why, or what to know; may be empty. */
  readonly detail: string
  /** What is left for the person to type, a command a line; may be empty. */
  readonly commands: string
}

export function reportOn(
  { kind, title, where }: Pick<Store, 'kind' | 'title' | 'where'>,
  state: StoreReport['state'],
  { detail = '', commands = '' }: Partial<Pick<Hindrance, 'detail' | 'commands'>> = {},
): StoreReport {
  return { id: `${kind}:${where}`, title, where, state, detail, commands }
}

export function reportAbsent({ title, detail }: AbsentStore): StoreReport {
  return { id: `absent:${title}`, title, where: '', state: 'absent', detail, commands: '' }
}

/** Some stores are asked by programs that want the certificate in a file: it is there while the work lasts. */
export async function withProbe<T>(
  leaf: Omit<Probe, 'file'>,
  work: (probe: Probe) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-probe-'))
  try {
    const file = join(folder, 'leaf.pem')
    writeFileSync(file, leaf.pair.certificate)
    return await work({ ...leaf, file })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
