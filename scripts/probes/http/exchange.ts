import type { IncomingHttpHeaders } from 'node:http'
import type { DetailedPeerCertificate } from 'node:tls'

/** One request to a site, and its outcome. */
export type Exchange = {
  readonly asked: Asked
  /** Absent where nothing was answered. */
  readonly answer?: Answer
  /** Why nothing was answered: `ECONNREFUSED`, `ENOTFOUND`, `ETIMEDOUT`, a TLS code such as `CERT_HAS_EXPIRED`... */
  readonly failure?: Failure
  readonly ms: number
}

export type Failure = {
  readonly code: string
  readonly message: string
  /** Of an https site whose certificate was refused: nothing was sent there. */
  readonly certificate?: DetailedPeerCertificate
}

export type Asked = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The Set-Cookie lines as they came. */
  readonly setCookies: readonly string[]
  readonly body: string
  /** The address that answered. */
  readonly address: string
  /** Of an https site, trusted or not. */
  readonly certificate?: DetailedPeerCertificate
}

/** A connection that was opened and closed again, and for https the handshake, with nothing asked. */
export type Knock = {
  /** The address that took it. */
  readonly address?: string
  /** Of an https site, where it is trusted; else it is the failure's. */
  readonly certificate?: DetailedPeerCertificate
  readonly failure?: Failure
  readonly ms: number
}
