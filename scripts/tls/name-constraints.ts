const oid = '2.5.29.30'

/**
 * The extension of a certificate authority that may sign for nothing but the domain, `localhost`, what is below them,
 * and loopback addresses (RFC 5280, 4.2.1.10). The same domain gives the same bytes: whether an authority has it shows
 * in its DER text. Written by hand, since @peculiar/x509 2.2 has no such extension.
 */
export function nameConstraints(domain: string): {
  readonly oid: string
  readonly critical: true
  readonly value: Buffer
} {
  const hosts = [...new Set([domain, 'localhost'])].map((name) => der(dnsName, Buffer.from(name)))
  const loopback = [
    [127, 0, 0, 0, 255, 0, 0, 0],
    [...zeros(15), 1, ...ones(16)],
  ].map((bytes) => der(ipAddress, Buffer.from(bytes)))
  const subtrees = [...hosts, ...loopback].map((name) => der(sequence, name))
  return { oid, critical: true, value: der(sequence, der(permittedSubtrees, Buffer.concat(subtrees))) }
}

// Tags: universal and constructed, context-specific and constructed, context-specific.
const sequence = 0x30
const permittedSubtrees = 0xa0
const dnsName = 0x82
const ipAddress = 0x87

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  // Lengths below 128 are one byte; longer ones are told how many bytes they take.
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function zeros(count: number): readonly number[] {
  return Array.from({ length: count }, () => 0)
}

function ones(count: number): readonly number[] {
  return Array.from({ length: count }, () => 255)
}
