import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { hostInUrl } from '../../system/addresses.ts'
import type { Client } from '../http/client.ts'
import type { Exchange } from '../http/exchange.ts'
import { showBody, showExchange } from '../http/show-exchange.ts'
import { publishedAddresses } from '../site/site-context.ts'
import { startFix, type Surroundings } from '../surroundings.ts'

export type GatewayContext = { readonly surroundings: Surroundings; readonly client: Client }

export const configuration: Check<GatewayContext> = {
  id: 'configuration',
  title: 'The gateway serves the current configuration',
  what: "The gateway's configuration is generated from environment.yaml and carries a version, which the gateway reports. If it is not the version of the current spec, the spec was edited since the last start, or a reload failed: host names, ports or redirects are still the old ones.",
  see: "curl -s -H 'Host: nobody.invalid' http://127.0.0.1:8070/__campus/health\nbin/campus render --check",
  fix: '`make run`, or `make run-ssl` in tls mode: it writes the configuration and waits until the gateway serves it.',
  symptoms: ['An edit of environment.yaml, or of a file in generated/, has no effect'],
  look: async ({ surroundings: { plan, configuration }, client }) => {
    if (configuration === undefined) return skip('the current configuration is not known')
    const ports = [...new Set(plan.sites.map(({ port }) => port))]
    const asked = await Promise.all(ports.map((port) => askHealth(client, plan, port)))
    // The check `port` reports this for each site.
    if (asked.every(({ failure }) => unreached.includes(failure?.code ?? '')))
      return skip('nothing answers on its ports')
    const evidence = [
      ...asked.flatMap((exchange) => [
        ...showExchange(exchange, ['Host']),
        `the gateway reports: ${showBody(exchange, 60)}`,
      ]),
      `the current version: ${configuration}`,
    ]
    if (asked.every(({ answer }) => answer?.body.trim() === configuration)) return ok('up to date', evidence)
    const fix = [startFix(plan, 'Write it again and reload the gateway')]
    return asked.every(({ answer }) => answer?.body.startsWith('ok '))
      ? fail('the gateway does not serve the current configuration', fix, evidence)
      : fail("what answers on the port is not this environment's gateway", fix, evidence)
  },
}

const unreached = ['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH']

/** Uses a name that no site has, so that the gateway itself answers. */
async function askHealth(client: Client, plan: Surroundings['plan'], port: number): Promise<Exchange> {
  const [address = '127.0.0.1'] = publishedAddresses(plan)
  return await client.ask(
    `${plan.mode === 'tls' ? 'https' : 'http'}://${hostInUrl(address)}:${port}/__campus/health`,
    {
      headers: { Host: 'nobody.invalid' },
      verify: false,
    },
  )
}
