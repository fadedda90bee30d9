import type { IncomingHttpHeaders } from 'node:http'
import type { DetailedPeerCertificate } from 'node:tls'

/** One question to a site, and what came of it. */
export type Exchange = {
  readonly asked: Asked
  /** Absent where nothing was answered. */
  readonly answer?: Answer
  /** Why nothing was answered: `ECONNREFUSED`, `ENOTFOUND`, `ETIMEDOUT`, a TLS code such as `CERT_HAS_EXPIRED`... */
  readonly failure?: { readonly code: string; readonly message: string }
  readonly ms: number
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
