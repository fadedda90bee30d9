import { basename, join } from 'node:path'
import { certificatesIn } from '../system/certificates.ts'
import { verifyLeaf } from '../tls/verify-leaf.ts'
import { fingerprintIn } from './fingerprint.ts'
import {
  freeName,
  type Addition,
  type Anchor,
  type Entry,
  type Step,
  type Store,
  type Hindrance,
} from './store.ts'
import type { Surroundings } from './surroundings.ts'

/** How one family of Linux distributions keeps its authorities. */
type Distribution = {
  /** Where an administrator puts certificates. */
  readonly folder: string
  readonly extension: string
  /** Rebuilds the bundle. */
  readonly update: readonly [string, ...string[]]
  /** What programs read. */
  readonly bundle: string
}

/**
 * In mkcert's order and with its file names (github.com/FiloSottile/mkcert, truststore_linux.go), so that each finds what
 * the other one added. Debian's serves Ubuntu and Alpine too. Only Debian's was run here.
 */
export const distributions: readonly [Distribution, Distribution, ...Distribution[]] = [
  {
    folder: '/etc/pki/ca-trust/source/anchors', // Fedora, RHEL and their kin
    extension: 'pem',
    update: ['update-ca-trust', 'extract'],
    bundle: '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  },
  {
    folder: '/usr/local/share/ca-certificates', // Debian, Ubuntu, Alpine
    extension: 'crt',
    update: ['update-ca-certificates'],
    bundle: '/etc/ssl/certs/ca-certificates.crt',
  },
  {
    folder: '/etc/ca-certificates/trust-source/anchors', // Arch
    extension: 'crt',
    update: ['trust', 'extract-compat'],
    bundle: '/etc/ssl/certs/ca-certificates.crt',
  },
  {
    folder: '/usr/share/pki/trust/anchors', // openSUSE
    extension: 'pem',
    update: ['update-ca-certificates'],
    bundle: '/etc/ssl/ca-bundle.pem',
  },
]

/** Debian's list of the authorities that it ships. Alpine has one too, but another `update-ca-certificates`. */
const shippedList = '/etc/ca-certificates.conf'

/** The store of a Linux system, which curl, Python, Node and most programs use. */
export function anchorStore(around: Surroundings, distribution: Distribution): Store {
  const { folder, bundle } = distribution
  return {
    kind: 'anchors',
    title: 'System',
    where: folder,
    family: 'system',
    // Read each time: Node's own list is the one of its start.
    verify: ({ pair, host }) => verifyLeaf({ pair, host, ca: around.read(bundle) }),
    planAddition: async (anchor, known) =>
      whyNotMadeAnew(around, distribution) ?? planAnchor(around, distribution, anchor, known),
    planRemoval: async (entry) => {
      const steps = planAnchorRemoval(around, distribution, entry)
      return steps.length === 0 ? steps : (whyNotMadeAnew(around, distribution, entry.pem) ?? steps)
    },
  }
}

function planAnchor(
  around: Surroundings,
  { folder, extension, update }: Distribution,
  anchor: Anchor,
  known?: Entry,
): Addition {
  const pathOf = (name: string) => join(folder, `${name.replaceAll(/[^\w.@-]/g, '_')}.${extension}`)
  const isTaken = (name: string) => {
    const text = around.read(pathOf(name))
    return text !== '' && fingerprintIn(text) !== anchor.fingerprint
  }
  const path = known?.name ?? pathOf(freeName(anchor, isTaken))
  const steps = [['install', '-m', '0644', anchor.file, path], update]
  return { kind: 'steps', name: path, steps: steps.map((argv) => ({ argv, needsRoot: true })) }
}

function planAnchorRemoval(around: Surroundings, distribution: Distribution, entry: Entry): readonly Step[] {
  const holds = (path: string) => fingerprintIn(around.read(path)) === entry.fingerprint
  const update = { argv: updateWithout(around, distribution, entry.name), needsRoot: true }
  if (holds(entry.name)) return [{ argv: ['rm', '-f', entry.name], needsRoot: true }, update]
  // Interrupted after the file was removed; or the user has a copy of their own there, which is theirs to remove.
  const isLeftOver = withoutSpace(around.read(distribution.bundle)).includes(withoutSpace(entry.pem))
  const { folder } = distribution
  const isKept = around.list(folder).some((name) => holds(join(folder, name)))
  return isLeftOver && !isKept ? [update] : []
}

/**
 * Debian's program notices what was added, but not what was removed: links in /etc/ssl/certs stay, and Java's store still
 * trusts it. It does remove an authority that its list excludes: so it gets such a list.
 */
function updateWithout(around: Surroundings, { update }: Distribution, path: string): readonly string[] {
  if (!around.exists('/etc/debian_version')) return update
  const exclude = `{ cat ${shippedList}; echo "!${basename(path)}"; } > "$list"`
  return ['sh', '-c', `list=$(mktemp) && ${exclude} && ${update.join(' ')} --certsconf "$list" && rm "$list"`]
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '')
}

type Bundle = { readonly folder: string; readonly bundle: string }

/**
 * Debian's bundle is rebuilt from its sources. Where somebody appended certificates to the bundle itself (a company's
 * proxy, in an image for development) that would drop them, and break the machine's network access: then it is left alone.
 */
export function whyNotMadeAnew(
  around: Surroundings,
  { folder, bundle }: Bundle,
  /** The certificate that is to go. */
  removed = '',
): Hindrance | undefined {
  if (!around.exists('/etc/debian_version')) return undefined
  const shipped = around
    .read('/etc/ca-certificates.conf')
    .split('\n')
    .filter((line) => /^[^#!\s]/.test(line))
    .map((line) => join('/usr/share/ca-certificates', line))
  const added = around.list(folder).map((name) => join(folder, name))
  const sources = new Set([...shipped, ...added].flatMap((path) => certificatesIn(around.read(path))))
  for (const one of certificatesIn(removed)) sources.add(one)
  const lost = certificatesIn(around.read(bundle)).filter((one) => !sources.has(one)).length
  if (lost === 0) return undefined
  const kept = join(folder, 'kept-from-the-bundle.crt')
  return {
    kind: 'hindered',
    detail: `rebuilding ${bundle} would drop certificates that are only in it (${lost})`,
    commands: `sudo cp ${bundle} ${kept}\nmake setup-ssl`,
  }
}
