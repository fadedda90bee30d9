import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { vi } from 'vitest'
import { anyCertificate, type Signed } from './any-certificate.ts'

/** For tests: a folder that stands for a home, with a `mkcert` on the PATH that behaves as version 1.4.4. */
export type FakeMkcert = {
  readonly home: string
  /** CAROOT: mkcert's folder in that home. */
  readonly folder: string
  /** The authority that it makes; it signs nothing but `leaf`. */
  readonly authority: Signed
  readonly leaf: Signed
  /** Each call that it got: TRUST_STORES, then its arguments. */
  readonly log: string
}

/** Installs it; `vi.unstubAllEnvs` takes it off the PATH again. */
export async function fakeMkcert(names: readonly string[], from?: Date): Promise<FakeMkcert> {
  const home = mkdtempSync(join(tmpdir(), 'campus-mkcert-'))
  const subject = 'O=mkcert development CA, OU=me@here, CN=mkcert me@here'
  const dates = from === undefined ? {} : { from }
  const authority = await anyCertificate({ subject, isAuthority: true, ...dates })
  const leaf = await anyCertificate({ names, issuer: authority, ...dates })
  const made = { home, folder: join(home, '.local/share/mkcert'), authority, leaf, log: join(home, 'log') }
  mkdirSync(join(home, 'bin'))
  for (const [name, { certificate, key }] of Object.entries({ ca: authority, leaf })) {
    writeFileSync(join(home, `${name}.pem`), certificate)
    writeFileSync(join(home, `${name}.key`), key)
  }
  writeFileSync(join(home, 'bin/mkcert'), script(made))
  chmodSync(join(home, 'bin/mkcert'), 0o755)
  vi.stubEnv('HOME', home)
  vi.stubEnv('XDG_DATA_HOME', undefined)
  vi.stubEnv('CAROOT', undefined)
  vi.stubEnv('SUDO_USER', undefined)
  vi.stubEnv('PATH', [join(home, 'bin'), process.env['PATH']].join(delimiter))
  return made
}

/** `-CAROOT` prints the folder; everything else makes the authority where it is missing, names or not. */
function script({ home, folder, log }: Omit<FakeMkcert, 'authority' | 'leaf'>): string {
  return `#!/bin/sh
set -eu
[ "$1" != -CAROOT ] || { echo "${folder}"; exit 0; }
echo "$TRUST_STORES $*" >> "${log}"
[ ! -e "${home}/fails" ] || { echo "ERROR: failed to save CA key" >&2; exit 1; }
mkdir -p "${folder}"
[ -e "${folder}/rootCA.pem" ] || { cp "${home}/ca.pem" "${folder}/rootCA.pem"; cp "${home}/ca.key" "${folder}/rootCA-key.pem"; }
while [ $# -gt 0 ]; do
  case $1 in
    -cert-file) cp "${home}/leaf.pem" "$2"; shift ;;
    -key-file) cp "${home}/leaf.key" "$2"; shift ;;
  esac
  shift
done
`
}
