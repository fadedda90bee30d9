import type { Anchor } from './store.ts'

/** The name of an authority, or one made from it where another certificate has that name already. */
export function freeName({ name, fingerprint }: Anchor, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name
  return `${name} ${fingerprint.slice(0, 8)}`
}
