import { isIP } from 'node:net'
import { duplexPair } from 'node:stream'
import { connect, createSecureContext, TLSSocket } from 'node:tls'
import type { KeyPair } from './authority.ts'

/**
 * Whether a browser that trusts `ca` (PEM, any number of certificates) would accept this pair as `host`: a real TLS
 * handshake, within this process. Undefined where it is accepted, else the reason in OpenSSL's words.
 */
export async function verifyLeaf(options: {
  readonly pair: KeyPair
  readonly host: string
  readonly ca: string
}): Promise<string | undefined> {
  const { pair, host, ca } = options
  const [ours, theirs] = duplexPair()
  try {
    const secureContext = createSecureContext({ cert: pair.certificate, key: pair.key })
    const server = new TLSSocket(theirs, { isServer: true, secureContext })
    // The client says what is wrong.
    server.on('error', () => undefined)
    // A list, since an empty text would mean Node's own authorities; SNI has no addresses.
    const name = isIP(host) === 0 ? { servername: host } : { host }
    return await handshake(connect({ socket: ours, ca: ca === '' ? [] : [ca], ...name }))
  } catch (error) {
    return (error as Error).message
  } finally {
    ours.destroy()
    theirs.destroy()
  }
}

function handshake(client: TLSSocket): Promise<string | undefined> {
  return new Promise((resolve) => {
    client.once('secureConnect', () => resolve(undefined))
    // Node adds advice about its own command line.
    client.on('error', ({ message }) =>
      resolve(message.replace(/; if the root CA is installed locally.*/, '')),
    )
    client.once('close', () => resolve('the connection was closed'))
  })
}
