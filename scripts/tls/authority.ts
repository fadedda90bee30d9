/** A certificate and its private key, both PEM. */
export type KeyPair = { readonly certificate: string; readonly key: string }

/** The certificate authority that signs the sites' certificates on this machine: mkcert's, or one of our own. */
export type Authority = {
  readonly kind: 'mkcert' | 'own'
  /** What trust stores call it: mkcert's own way to name its entries, so that both find what the other one added. */
  readonly name: string
  /** Its certificate: PEM, and the file that holds it. */
  readonly pem: string
  readonly file: string
  /** SHA-256 of the certificate, lower-case hexadecimal without colons. */
  readonly fingerprint: string
  /** Signs a certificate for a server with these names: hosts and IP addresses (IPv6 without brackets). */
  issue(names: readonly string[]): Promise<KeyPair>
}
