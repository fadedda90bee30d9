import type { AbsentStore, Hindrance, Store } from './store.ts'

/** How it stands with one store. */
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
