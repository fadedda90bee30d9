import type { RootStep } from '../system/as-root.ts'
import type { Authority, KeyPair } from '../tls/authority.ts'

/** The certificate of an authority, as stores are given it. */
export type Anchor = Pick<Authority, 'kind' | 'name' | 'pem' | 'file' | 'fingerprint'>

/** What each store is asked about: a certificate that the authority issued, a name that it holds, and its PEM in a file. */
export type Probe = { readonly pair: KeyPair; readonly host: string; readonly file: string }

/** A command of a plan. Those that don't need root are run as the person. */
export type Step = RootStep & { readonly needsRoot: boolean }

type StoreKind = 'anchors' | 'keychain' | 'windows' | 'chromium' | 'firefox' | 'firefox-policy'

/** Why a store can't be changed by us, and what the person can do about it. */
export type Hindrance = { readonly kind: 'hindered'; readonly detail: string; readonly commands: string }

/** How a certificate gets into a store. */
export type Addition = {
  readonly kind: 'steps'
  readonly steps: readonly Step[]
  /** The file or the nickname under which the store holds it. */
  readonly name: string
  /** What an undo must know besides. */
  readonly policy?: PolicyChange
  /** What the person should know where it went well. */
  readonly advice?: string
  /** Why it may be refused all the same. */
  readonly doubt?: string
}

/** Texts of a policy file, so that it can be put back to the byte. */
export type PolicyChange = {
  /** Null where there was no file. */
  readonly before: string | null
  readonly after: string
  /** Folders that were made for it, outermost first. */
  readonly folders: readonly string[]
}

/** What a store was given: enough to take exactly that away again, whatever has become of the authority's own files. */
export type Entry = {
  readonly store: StoreKind
  readonly where: string
  readonly title: string
  readonly name: string
  readonly fingerprint: string
  readonly pem: string
  readonly authority: { readonly kind: Authority['kind']; readonly name: string; readonly file: string }
  readonly at: string
  /** Written as intended before the change, and as added once a certificate was verified against the store. */
  readonly state: 'intended' | 'added'
  readonly policy?: PolicyChange
}

/** One trust store of this machine. */
export type Store = {
  readonly kind: StoreKind
  readonly title: string
  /** Its folder, file or keychain. With the kind, it is what tells stores apart. */
  readonly where: string
  /** mkcert's word for its sort, in TRUST_STORES. */
  readonly family: 'system' | 'nss'
  /** Undefined where a program that uses this store accepts the probe; else the reason. */
  verify(probe: Probe): Promise<string | undefined>
  /** `known` is what the record holds of this anchor and this store. */
  planAddition(anchor: Anchor, known?: Entry): Promise<Addition | Hindrance>
  /** What is left to do so that the certificate of the entry is gone; no step where it is. */
  planRemoval(entry: Entry): Promise<readonly Step[] | Hindrance>
}

/** A store that could be here and is not. */
export type AbsentStore = { readonly kind: 'absent'; readonly title: string; readonly detail: string }

export function isHindrance(plan: object): plan is Hindrance {
  return 'kind' in plan && plan.kind === 'hindered'
}

/** The name of an authority, or one made from it where another certificate has that name already. */
export function freeName({ name, fingerprint }: Anchor, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name
  return `${name} ${fingerprint.slice(0, 8)}`
}
