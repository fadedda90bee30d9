import { isIP } from 'node:net'
import { shellPath } from '../system/shell-words.ts'
import type { PairFiles } from './read-certificate.ts'
import type { Fault } from './site-certificate.ts'

/** The authority of docs/guides/own-certificates.md. */
const authority = { certificate: '~/my-ca/ca.pem', key: '~/my-ca/ca.key' }

/** The commands that fix a fault of a person's own certificate, for any openssl (LibreSSL and 1.1.1 too). */
export function fixWithOpenssl(
  { file, kind }: Fault,
  files: PairFiles,
  names: readonly string[],
  hasUsableKey: boolean,
): string {
  const path = shellPath(files[file])
  const reissue = hasUsableKey ? certificateForKey(files, names) : newPair(files, names)
  switch (kind) {
    case 'directory':
      return `sudo rmdir ${path}\n${reissue}`
    case 'unreadable':
      return `sudo chown $(id -u):$(id -g) ${path} && chmod u+r ${path}`
    case 'encrypted':
      return `(umask 077 && openssl pkey -in ${path} -out ${path}.plain) && mv ${path}.plain ${path}`
    case 'not-yet-valid':
      return `sudo timedatectl set-ntp true\n${reissue}`
    case 'chain':
      return `openssl crl2pkcs7 -nocrl -certfile ${path} | openssl pkcs7 -print_certs -noout\ncat site.pem intermediate.pem > ${path}`
    case 'weak-key':
      return newPair(files, names)
    default:
      return reissue
  }
}

/** A new key, and a certificate for it. */
function newPair(files: PairFiles, names: readonly string[]): string {
  const key = `-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${shellPath(files.key)}`
  return `${request(files, key)}\n${sign(files, names)}`
}

function certificateForKey(files: PairFiles, names: readonly string[]): string {
  return `${request(files, `-key ${shellPath(files.key)}`)}\n${sign(files, names)}`
}

function request(files: PairFiles, key: string): string {
  return `openssl req -new ${key} -subj /O=development -out ${requestFile(files)}`
}

function sign(files: PairFiles, names: readonly string[]): string {
  const alternatives = names.map((name) => `${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`).join(',')
  const extensions = `subjectAltName=${alternatives}\\nextendedKeyUsage=serverAuth\\n`
  return `printf '${extensions}' | openssl x509 -req -in ${requestFile(files)} -CA ${authority.certificate} -CAkey ${authority.key} -CAcreateserial -sha256 -days 820 -extfile /dev/stdin -out ${shellPath(files.certificate)}`
}

function requestFile(files: PairFiles): string {
  return shellPath(files.certificate.replace(/pem$/, 'csr'))
}
