import { join } from 'node:path'
import { run, type RunResult } from '../system/process.ts'
import type { Hindrance } from './store.ts'
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
    detail: "NSS's programs certutil and vfychain are missing",
    commands: install ?? "Install NSS's tools (Debian calls the package libnss3-tools)",
  }
}

/**
 * The same programs with Firefox's own library where it has one. What Firefox 153 trusts by itself it writes in the form
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
