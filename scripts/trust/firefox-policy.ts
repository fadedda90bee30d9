import { dirname, isAbsolute, join } from 'node:path'
import { uniqueCertificates } from '../system/certificates.ts'
import { verifyLeaf } from '../tls/verify-leaf.ts'
import { fingerprintIn } from './fingerprint.ts'
import { firefoxFolders } from './nss-tools.ts'
import { addToPolicies, installedByPolicies, removeFromPolicies } from './policies.ts'
import {
  freeName,
  isHindrance,
  type Addition,
  type Anchor,
  type Entry,
  type Hindrance,
  type Step,
  type Store,
} from './store.ts'
import type { Surroundings } from './surroundings.ts'

const folder = '/etc/firefox/policies'
const policyFile = join(folder, 'policies.json')

/**
 * Firefox's system policies: the only way to reach profiles that don't exist yet. Firefox then says that it is managed
 * by an organization, so this is for a Firefox that has no profile; where a person has some, their databases are changed
 * instead. `profiles` are those that Firefox made meanwhile, and gave the certificate.
 */
export function firefoxPolicyStore(around: Surroundings, profiles: readonly Store[]): Store {
  return {
    kind: 'firefox-policy',
    title: 'Firefox (new profiles)',
    where: policyFile,
    family: 'nss',
    verify: ({ pair, host }) => verifyLeaf({ pair, host, ca: certificatesOf(around) }),
    planAddition: async (anchor, known) => planPolicy(around, anchor, known),
    planRemoval: async (entry) => await planPolicyRemoval(around, entry, profiles),
  }
}

/** A name without a folder is a company's, in Firefox's own places; a DER file is not from campus either. */
function certificatesOf(around: Surroundings): string {
  const files = installedByPolicies(around.read(policyFile)).filter((file) => isAbsolute(file))
  return uniqueCertificates(files.map(around.read).join('\n'))
}

function planPolicy(around: Surroundings, anchor: Anchor, known?: Entry): Addition | Hindrance {
  const pathOf = (name: string) => join(folder, `${name.replaceAll(/[^\w.@-]/g, '_')}.pem`)
  const isTaken = (name: string) =>
    around.exists(pathOf(name)) && fingerprintIn(around.read(pathOf(name))) !== anchor.fingerprint
  const certificate = known?.name ?? pathOf(freeName(anchor, isTaken))
  const before = around.exists(policyFile) ? around.read(policyFile) : null
  const after = addToPolicies(before ?? shippedPolicies(around), certificate)
  if (after === undefined) return untouched(certificate)
  // If an earlier try was interrupted, its record says what was there before.
  const isMade = (path: string) => !around.exists(path) || known?.policy?.folders.includes(path) === true
  const folders = [dirname(folder), folder].filter(isMade)
  const isListed = installedByPolicies(before ?? '').includes(certificate)
  const copy = asRoot(['install', '-m', '0644', anchor.file, certificate])
  return {
    kind: 'steps',
    name: certificate,
    steps: [
      ...(around.exists(folder) ? [] : [asRoot(['mkdir', '-p', folder])]),
      copy,
      ...writeSteps(around, after),
    ],
    policy: isListed && known?.policy ? known.policy : { before, after, folders },
    advice: 'through a policy, since Firefox has no profile yet: it will say that it is managed',
  }
}

/** Firefox ignores its distributor's policies once there are system policies: ours must include them. */
function shippedPolicies(around: Surroundings): string | null {
  const shipped = firefoxFolders.map((path) => join(path, 'distribution/policies.json')).find(around.exists)
  return shipped === undefined ? null : around.read(shipped)
}

async function planPolicyRemoval(
  around: Surroundings,
  entry: Entry,
  profiles: readonly Store[],
): Promise<readonly Step[] | Hindrance> {
  const change = entry.policy ?? { before: null, after: '', folders: [] }
  const now = around.exists(policyFile) ? around.read(policyFile) : null
  const text = now === null ? null : removeFromPolicies(now, entry.name, change)
  if (text === undefined) return untouched(entry.name)
  const isOurs = fingerprintIn(around.read(entry.name)) === entry.fingerprint
  const files = [
    ...(now !== null && text === null ? [policyFile] : []),
    ...(isOurs ? [entry.name] : []),
    ...(around.exists(newFile(around)) ? [newFile(around)] : []),
  ]
  const steps = [
    ...(text !== null && text !== now ? writeSteps(around, text) : []),
    ...(files.length > 0 ? [asRoot(['rm', '-f', ...files])] : []),
    ...emptyFolders(around, change.folders, files).map((path) => asRoot(['rmdir', path])),
  ]
  const others = await Promise.all(profiles.map((profile) => profile.planRemoval(entry)))
  const all = [...others.flatMap((plan) => (isHindrance(plan) ? [] : plan)), ...steps]
  return all.length > 0 ? all : (others.find(isHindrance) ?? [])
}

/** Those of the folders that are empty once the files are gone, innermost first. */
function emptyFolders(
  around: Surroundings,
  folders: readonly string[],
  files: readonly string[],
): readonly string[] {
  const gone = [...files]
  for (const path of folders.toReversed()) {
    if (!around.exists(path)) continue
    if (around.list(path).every((name) => gone.includes(join(path, name)))) gone.push(path)
  }
  return gone.slice(files.length)
}

/** Replaces the policy file atomically, keeping mode and owner, also behind a link: it may be a company's. */
function writeSteps(around: Surroundings, text: string): readonly Step[] {
  const made = newFile(around)
  const write: Step = { argv: ['tee', made], input: text, needsRoot: true }
  const first = around.exists(policyFile)
    ? [asRoot(['cp', '-p', policyFile, made]), write]
    : [write, asRoot(['chmod', '644', made])]
  return [...first, asRoot(['mv', made, around.follow(policyFile)])]
}

function newFile(around: Surroundings): string {
  return `${around.follow(policyFile)}.campus-new`
}

function untouched(certificate: string): Hindrance {
  return {
    kind: 'hindered',
    detail: `${policyFile} has an unknown form, so campus does not change it`,
    commands: `Add to it, under policies, Certificates, Install: ${certificate}`,
  }
}

function asRoot(argv: readonly string[]): Step {
  return { argv, needsRoot: true }
}
