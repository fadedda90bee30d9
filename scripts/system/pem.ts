/** The certificates of a PEM text, in the order in which they come; what stands between them is dropped. */
export function certificatesIn(pem: string): readonly string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return found.map((text) => text.replaceAll('\r', ''))
}

/** Each certificate of a PEM text once, as one text. */
export function uniqueCertificates(pem: string): string {
  return [...new Set(certificatesIn(pem))].map((text) => `${text}\n`).join('')
}
