import { getCACertificates } from 'node:tls'
import { readTextOrEmpty } from './files.ts'

/** The certificates of a PEM text, in the order in which they come; what stands between them is dropped. */
export function certificatesIn(pem: string): readonly string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return found.map((text) => text.replaceAll('\r', ''))
}

/** Each certificate of a PEM text once, as one text. */
export function uniqueCertificates(pem: string): string {
  return [...new Set(certificatesIn(pem))].map((text) => `${text}\n`).join('')
}

const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
]
const named = ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'REQUESTS_CA_BUNDLE', 'PIP_CERT', 'CURL_CA_BUNDLE']

/** All certificate authorities that this machine trusts, as one PEM text: a company proxy may re-sign TLS. */
export function hostCertificates(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const bundle = bundles.map(readTextOrEmpty).find((text) => text !== '')
  const trusted = bundle ?? [...getCACertificates('bundled'), ...getCACertificates('system')].join('\n')
  return uniqueCertificates([trusted, ...named.map((name) => readTextOrEmpty(env[name] ?? ''))].join('\n'))
}

/** What a person calls the subject or the issuer of a certificate: its common name, else all there is. */
export function commonName(distinguishedName: string): string {
  return /^CN=(.+)$/m.exec(distinguishedName)?.[1] ?? distinguishedName.split('\n').join(', ')
}
