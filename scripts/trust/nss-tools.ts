import { join } from 'node:path'
import { run, type RunResult } from '../system/process.ts'
import type { Hindrance, Anchor, Step } from './store.ts'
import type { Surroundings } from './surroundings.ts'

/** Fedora and Arch keep vfychain apart from the tools that they support. */
const otherFolders = ['/usr/lib64/nss/unsupported-tools', '/usr/lib/nss/unsupported-tools']

const packages = [
  ['apt-get', 'sudo apt-get install libnss3-tools'],
  ['dnf', 'sudo dnf install nss-tools'],
  ['pacman', 'sudo pacman -S nss'],
  ['zypper', 'sudo zypper install mozilla-nss-tools'],
  ['apk', 'sudo apk add nss-tools'],
] as const

/** Where Firefox itself may be, with its own libraries. */
export const firefoxFolders = [
  '/usr/lib/firefox-esr',
  '/usr/lib/firefox',
  '/usr/lib64/firefox',
  '/opt/firefox',
  '/snap/firefox/current/usr/lib/firefox',
  '/var/lib/flatpak/app/org.mozilla.firefox/current/active/files/lib/firefox',
]

/** NSS's programs, as words to begin a command with. */
export type NssTools = {
  /** Adds: in the form that every NSS understands, mkcert's too. */
  readonly adder: readonly string[]
  readonly certutil: readonly string[]
  readonly vfychain: readonly string[]
}

/** The programs that read and change NSS databases; a hindrance with the package's name where they are missing. */
export function findNssTools(around: Surroundings): NssTools | Hindrance {
  const vfychain = around.has('vfychain')
    ? 'vfychain'
    : otherFolders.map((folder) => join(folder, 'vfychain')).find(around.exists)
  if (around.has('certutil') && vfychain !== undefined)
    return { adder: ['certutil'], certutil: ['certutil'], vfychain: [vfychain] }
  const install = packages.find(([installer]) => around.has(installer))?.[1]
  return {
    kind: 'hindered',
    detail: 'the NSS programs certutil and vfychain are missing',
    commands: install ?? 'Install the NSS tools (package libnss3-tools on Debian)',
  }
}

/**
 * The same programs with Firefox's own library where it has one. What Firefox 153 itself trusts it writes in the form
 * of PKCS #11 3.2: the NSS of Debian 12 (3.87) takes that for no trust, and leaves it behind when it removes the
 * certificate.
 */
export async function withFirefoxLibrary(around: Surroundings, tools: NssTools): Promise<NssTools> {
  const folder = firefoxFolders.find((path) =>
    ['libnss3.so', 'libsoftokn3.so'].every((name) => around.exists(join(path, name))),
  )
  if (folder === undefined) return tools
  const by = (words: readonly string[]) => ['env', `LD_LIBRARY_PATH=${folder}`, ...words]
  // Linked at once, or a symbol that is missing would show only in the midst of a change.
  const { stderr } = await run(by(tools.vfychain), { env: { LD_BIND_NOW: '1' } })
  if (!stderr.startsWith('Usage:')) return tools
  return { ...tools, certutil: by(tools.certutil), vfychain: by(tools.vfychain) }
}

/** Runs one of them on a database. They never ask: they have no terminal, and the password file is an empty one. */
export function runNss(
  words: readonly string[],
  database: string,
  ...more: readonly string[]
): Promise<RunResult> {
  return run([...words, '-d', `sql:${database}`, ...more], { timeoutMs: 20_000 })
}

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

/** The nicknames that `certutil -L` lists; a nickname may hold spaces, the trust behind it never does. */
export function parseNicknames(listing: string): readonly string[] {
  const lines = [...listing.matchAll(/^(.+?) +[a-zA-Z]*,[a-zA-Z]*,[a-zA-Z]*[ \t]*$/gm)]
  // Certificates that share a nickname are listed once each.
  return [...new Set(lines.map(([, name]) => name ?? ''))]
}

/** Why `vfychain` refuses a certificate, in NSS's words. */
export function refusalOf(output: string): string {
  const errors = [...output.matchAll(/ERROR (-\d+): (.+)/g)]
  if (errors.some(([, code]) => code === '-8179')) return 'the authority is not in it'
  const [first] = errors
  return (first?.[2] ?? output.trim().split('\n')[0] ?? '').replace(/\.$/, '')
}

/** Whether `certutil -K`, given an empty password, was refused: then a change would need the person's own. */
export function wantsPassword(output: string): boolean {
  return /SEC_ERROR_BAD_PASSWORD|could not authenticate/i.test(output)
}
