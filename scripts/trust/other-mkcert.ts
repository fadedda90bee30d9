import type { X509Certificate } from 'node:crypto'
import { dirname, join } from 'node:path'
import { isRoot } from '../system/as-root.ts'
import { listFolder } from '../system/files.ts'
import { shellPath } from '../system/shell-words.ts'
import type { Authority } from '../tls/authority.ts'
import { fingerprintOf, parseChain, readFileText } from '../tls/read-certificate.ts'
import { distributions } from './anchor-folders.ts'

/** Where mkcert may have left another authority: folders of its own, and those of system stores. */
export type MkcertPlaces = {
  readonly folders: readonly { readonly folder: string; readonly owner: string }[]
  readonly anchors: readonly { readonly folder: string; readonly update: string }[]
}

/**
 * Notes on authorities of mkcert besides the one that is used, each with the command that removes it: `sudo mkcert` and
 * `mkcert` make one each, and a store that trusts one refuses what the other signed.
 */
export function otherMkcertNotes(
  used: Pick<Authority, 'file' | 'fingerprint'>,
  places: MkcertPlaces = mkcertPlaces(process.env['SUDO_USER']),
): readonly string[] {
  const known = new Set([used.fingerprint])
  return [...inFolders(places), ...inAnchors(places)].flatMap(({ file, wayOut }) => {
    const certificate = readFirst(file)
    if (certificate === undefined || known.has(fingerprintOf(certificate))) return []
    known.add(fingerprintOf(certificate))
    return [
      `There are two mkcert authorities: ${dirname(used.file)} is used; ${file} is another one, made by ${makerOf(certificate)}.\n  Remove the other one: ${wayOut(certificate)}`,
    ]
  })
}

type Candidate = { readonly file: string; readonly wayOut: (certificate: X509Certificate) => string }

function mkcertPlaces(sudoUser: string | undefined): MkcertPlaces {
  const homes = [{ home: '/root', owner: 'root' }]
  if (sudoUser !== undefined) homes.push({ home: `/home/${sudoUser}`, owner: sudoUser })
  return {
    folders: homes.map(({ home, owner }) => ({ folder: join(home, '.local/share/mkcert'), owner })),
    anchors: distributions.map(({ folder, update }) => ({ folder, update: update.join(' ') })),
  }
}

function inFolders({ folders }: MkcertPlaces): readonly Candidate[] {
  return folders.map(({ folder, owner }) => ({
    file: join(folder, 'rootCA.pem'),
    wayOut: () =>
      `sudo -H -u ${owner} mkcert -uninstall && sudo mv ${shellPath(folder)} ${shellPath(`${folder}.old`)}`,
  }))
}

function inAnchors({ anchors }: MkcertPlaces): readonly Candidate[] {
  return anchors.flatMap(({ folder, update }) =>
    listFolder(folder)
      .filter((name) => /^mkcert_development_CA_\d+\.(crt|pem)$/.test(name))
      .map((name) => ({
        file: join(folder, name),
        wayOut: (certificate) =>
          makerOf(certificate).startsWith('root@') && !isRoot()
            ? 'sudo -H mkcert -uninstall'
            : `sudo rm ${shellPath(join(folder, name))} && sudo ${update}`,
      })),
  )
}

function readFirst(file: string): X509Certificate | undefined {
  const chain = parseChain(readFileText(file))
  return chain.kind === 'parsed' ? chain.value[0] : undefined
}

/** mkcert notes who made an authority, and on which machine, as its organisational unit. */
function makerOf({ subject }: X509Certificate): string {
  return /^OU=(.+)$/m.exec(subject)?.[1] ?? 'an unknown user'
}
