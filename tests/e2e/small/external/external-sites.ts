import { makeTrustedPair, type TrustedPair } from '../../../browser/trusted-pair.ts'
import { name } from '../../support/environment.ts'
import { ask, type Reply } from '../../support/http.ts'
import { bridgeAddress, startLoneGateway } from './lone-gateway.ts'
import { startStrictServer, type Seen, type StrictServer } from './strict-server.ts'

export const richie = 'https://richie.local.dev:18470'
/** Plain http behind it, TLS behind it, and one that goes by the site's own name. */
export const tutor = 'https://tutor.local.dev:18471'
export const staging = 'https://staging.local.dev:18472'
export const named = 'https://named.local.dev:18473'
export const tutorOverHttp = 'http://tutor.campuslone.localhost:18481'
export const stagingOverHttp = 'http://staging.campuslone.localhost:18482'
/** The name that the servers know themselves by. */
export const learn = 'learn.lms.localhost'

type Call = Parameters<typeof ask>

export type ExternalSites = {
  readonly pair: TrustedPair
  readonly plain: StrictServer
  /** `learn` with the port of each. */
  readonly plainHost: string
  readonly secureHost: string
  readonly get: (...call: Call) => Promise<Reply>
  /** What arrives of a request. */
  readonly seen: (...call: Call) => Promise<Seen>
  /** What comes of an answer with these headers. */
  readonly answered: (
    site: string,
    headers: readonly (readonly [string, string])[],
  ) => Promise<Reply['headers']>
  readonly close: () => Promise<void>
}

/** Two gateways, one for each mode, before the same two servers. */
export async function openExternalSites(): Promise<ExternalSites> {
  const sites = ['richie', 'tutor', 'staging', 'named'].map((name) => `${name}.local.dev`)
  const pair = await makeTrustedPair([...sites, learn])
  const address = await bridgeAddress()
  const plain = await startStrictServer(address)
  const secure = await startStrictServer(address, { pair })
  const external = { provider: 'external', proxy: true }
  const lms = {
    tutor: { ...external, url: `http://${learn}:${plain.port}`, port: 18471 },
    staging: { ...external, url: `https://${learn}:${secure.port}`, port: 18472 },
    named: { ...external, url: `http://named.local.dev:${plain.port}`, port: 18473 },
  }
  const spec = { name: 'campuslone', richie: { port: 18470 }, lms }
  const overHttp = {
    ...spec,
    richie: { port: 18480 },
    lms: { tutor: { ...lms.tutor, port: 18481 }, staging: { ...lms.staging, port: 18482 } },
  }
  const gateways = await Promise.all([
    startLoneGateway({ name: `${name}-lone-tls`, mode: 'tls', spec, pair }),
    startLoneGateway({ name: `${name}-lone-http`, mode: 'http', spec: overHttp, pair }),
  ])
  const get: ExternalSites['get'] = (url, options = {}) =>
    ask(url, url.startsWith('https') ? { ...options, ca: pair.authority } : options)
  return {
    pair,
    plain,
    plainHost: `${learn}:${plain.port}`,
    secureHost: `${learn}:${secure.port}`,
    get,
    seen: async (...call) => JSON.parse((await get(...call)).body) as Seen,
    async answered(site, headers) {
      const query = new URLSearchParams(headers.map(([name, value]): [string, string] => [name, value]))
      return (await get(`${site}/headers?${query.toString()}`)).headers
    },
    async close() {
      await Promise.all(gateways.map((gateway) => gateway.remove()))
      await Promise.all([plain.close(), secure.close()])
    },
  }
}
