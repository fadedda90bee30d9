import * as http from 'node:http'
import * as https from 'node:https'
import { rootCertificates, type TLSSocket } from 'node:tls'

/** One place that packages come from, as the settings of this machine name it. */
export type NamedIndex = {
  readonly name: 'npm' | 'Python' | 'Debian' | 'Maven'
  /** It may hold credentials; absent where nothing on this machine names one. */
  readonly url?: string
  /** The file or setting through which programs on this machine trust the authority of the index. */
  readonly told?: string
}

/** What came of asking it; its address is without credentials. */
export type PackageIndex = NamedIndex & {
  readonly answer?: {
    readonly status: number
    /** Its clock minus ours, where it sent a date. */
    readonly clockMs?: number
    /** Of https: whose store knows the authority at the end of its chain. */
    readonly authority?: 'node' | 'machine' | 'unknown'
    readonly issuer?: string
  }
  readonly failure?: string
  /** It was named too late to be asked: this machine is busy. */
  readonly isLate?: true
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Asks an index for its root, by a proxy where the environment names one, and looks who vouches for its certificate:
 * an authority that Node knows, or only this machine's own (PEM) does. Credentials in its address are not sent: whoever
 * answers is not verified yet, and a 401 is an answer too.
 */
export async function askIndex(
  index: NamedIndex,
  options: { readonly env: Env; readonly trusted: () => string; readonly timeLeft: () => number },
): Promise<PackageIndex> {
  if (index.url === undefined) return index
  const url = withoutCredentials(new URL(index.url))
  const shown = { ...index, url: url.href }
  if (options.timeLeft() < leastMs) return { ...shown, isLate: true }
  try {
    const first = await request(url, options, [...rootCertificates])
    const { isAuthorized, issuer, ...answer } = first
    if (isAuthorized === undefined) return { ...shown, answer }
    if (isAuthorized) return { ...shown, answer: { ...answer, authority: 'node' } }
    const second = await request(url, options, [options.trusted()])
    const authority = second.isAuthorized === true ? 'machine' : 'unknown'
    return { ...shown, answer: { ...answer, authority, ...(issuer === undefined ? {} : { issuer }) } }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { ...shown, failure: code ?? message }
  }
}

/** With less time a healthy index would look silent. */
const leastMs = 500

/** A token may stand in the query as well. */
function withoutCredentials({ origin, pathname }: URL): URL {
  return new URL(pathname, origin)
}

type Answered = {
  readonly status: number
  readonly clockMs?: number
  /** Undefined of plain http. */
  readonly isAuthorized?: boolean
  readonly issuer?: string
}

function request(
  url: URL,
  { env, timeLeft }: { readonly env: Env; readonly timeLeft: () => number },
  ca: readonly string[],
): Promise<Answered> {
  const timeoutMs = timeLeft()
  const { Agent, request } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'HEAD',
        ca: [...ca],
        rejectUnauthorized: false,
        agent: new Agent({ proxyEnv: { ...env } }),
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        resolve({
          status: response.statusCode ?? 0,
          ...clockOf(response.headers),
          ...tlsOf(response.socket as Partial<TLSSocket>),
        })
        response.destroy()
      },
    )
    asked.on('error', (error) =>
      reject(error.name === 'AbortError' ? new Error(`no answer within ${timeoutMs / 1000} s`) : error),
    )
    asked.end()
  })
}

/** A cache tells for how many seconds it has kept the answer. */
function clockOf({ date, age = '0' }: http.IncomingHttpHeaders): Pick<Answered, 'clockMs'> {
  const at = Date.parse(date ?? '')
  if (Number.isNaN(at)) return {}
  return { clockMs: at + (Number(age) || 0) * 1000 - Date.now() }
}

function tlsOf(socket: Partial<TLSSocket>): Pick<Answered, 'isAuthorized' | 'issuer'> {
  if (socket.authorized === undefined) return {}
  const { issuer } = socket.getPeerCertificate?.() ?? {}
  const name = issuer?.CN ?? issuer?.O
  return { isAuthorized: socket.authorized, ...(typeof name === 'string' ? { issuer: name } : {}) }
}
