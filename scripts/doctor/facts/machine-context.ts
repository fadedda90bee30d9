import type { Change } from '../../artifacts/compare.ts'
import type { Lookup } from '../../hosts/lookup.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Artifact } from '../../render/templates.ts'
import type { LockState } from '../../system/lock.ts'
import type { Machine } from '../../system/machine.ts'
import type { PortHolder } from '../../system/ports.ts'
import type { PairTexts } from '../../tls/read-certificate.ts'
import type { AbsentStore, Store } from '../../trust/store.ts'
import type { EngineFacts } from './engine-facts.ts'
import type { Owners } from './find-owners.ts'
import type { PackageIndex } from './package-index.ts'

/** All that checks know of this machine: every fact comes through here, so that a test can describe any machine. */
export type MachineContext = {
  readonly spec: Spec
  readonly folders: Folders
  readonly machine: Machine & { readonly arch: string }
  readonly node: { readonly version: string; readonly path: string }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly user: { readonly uid: number; readonly home: string }
  readonly now: Date
  readonly disk: Disk
  readonly network: Network
  /** Asked once, whoever asks first. */
  readonly engine: () => Promise<EngineFacts>
  readonly indexes: () => Promise<readonly PackageIndex[]>
  readonly hosts: Hosts
  readonly stores: () => readonly (Store | AbsentStore)[]
  readonly certificates: Certificates
  /** Every generated file of the plan. */
  readonly artifacts: () => readonly Artifact[]
  /** What differs between the spec and `generated/`, in the mode of the plan. */
  readonly changes: () => readonly Change[]
  readonly owners: () => Owners
  readonly lock: () => LockState | undefined
}

/** The spec as it was read: planned for the last mode and for https, or what is wrong with it. */
export type Spec =
  | {
      readonly kind: 'valid'
      readonly plan: Plan
      readonly tls: Plan
      /** Names of the plan's services. */
      readonly services: readonly string[]
    }
  | { readonly kind: 'broken'; readonly problems: readonly string[]; readonly hint?: string }

/** Folders of the checkout. */
export type Folders = {
  readonly root: string
  readonly generatedDir: string
  readonly stateDir: string
  readonly certsDir: string
}

type Disk = {
  /** The text of a file; empty where there is none, or none that we may read. */
  readonly read: (path: string) => string
  readonly exists: (path: string) => boolean
  /** Names in a folder, sorted; none where it can't be read. */
  readonly list: (folder: string) => readonly string[]
  /** Permission bits, or undefined where there is nothing, or a link. */
  readonly mode: (path: string) => number | undefined
  /** Bytes that a person may still write there; undefined where there is no such folder. */
  readonly freeBytes: (path: string) => number | undefined
}

type Network = {
  /** Why a port can't be listened on, or undefined if it can. */
  readonly bindFault: (address: string, port: number) => Promise<string | undefined>
  readonly holder: (port: number) => PortHolder | undefined
  /** What the DNS servers say themselves, the hosts file left out: addresses, or the code of the failure. */
  readonly askDns: (name: string) => Promise<readonly string[] | string>
}

type Hosts = {
  readonly file: string
  /** Its text; a fault that keeps it from being read is thrown. */
  readonly text: () => string
  readonly lookup: Lookup
  /** Whether this process, or root by way of sudo, can change it. */
  readonly canChange: boolean
}

type Certificates = {
  readonly pair: (host: string) => PairTexts
  /** PEM of certs/ca.pem: the authority that containers trust; empty where there is none. */
  readonly authority: string
  /** PEM of all that this machine trusts. */
  readonly trusted: () => string
}

/** The plan, for checks that need `spec`: they are skipped where it is broken. */
export function planOf({ spec }: MachineContext): Plan {
  if (spec.kind === 'broken') throw new Error('A check that uses the plan needs the check spec')
  return spec.plan
}

/** The plan for https, whatever the mode is. */
export function tlsPlanOf({ spec }: MachineContext): Plan {
  if (spec.kind === 'broken') throw new Error('A check that uses the plan needs the check spec')
  return spec.tls
}
