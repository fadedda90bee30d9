import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import type { Exchange } from '../http/exchange.ts'
import { isUnknownHost } from '../http/gateway-page.ts'
import { showExchange } from '../http/show-exchange.ts'
import { startFix } from '../surroundings.ts'
import type { CheckedSite, SiteContext } from './site-context.ts'

/** On Richie's site nginx itself answers this, so that four names do not cost four answers of Richie. */
const path = '/static/campus-check?from=campus'

export const otherNames: Check<SiteContext> = {
  id: 'other-names',
  title: 'Its other names lead to it too',
  what: 'The gateway knows each site by several names: `localhost`, 127.0.0.1, the `*.localhost` name and the documented one. In http mode it answers for all of them, but browsers can\'t use the documented one if it is a `.dev` name, for which they insist on https (`ERR_SSL_PROTOCOL_ERROR`). In tls mode only one is served, because cookies and the LMS\'s rules know no other, and the rest redirect to it (307). An unknown name gets the page "No site has this name".',
  see: 'curl -sSi http://localhost:8070/ | head -5\ncurl -sSki https://localhost:8070/ | head -5',
  fix: "`make run`, or `make run-ssl` in tls mode: it writes the gateway's configuration again. Two sites on one port can't both be `localhost`: the first one is.",
  symptoms: ['"No site has this name"', 'The page does not load: `ERR_SSL_PROTOCOL_ERROR`'],
  needs: ['port'],
  look: async ({ site, plan, client }) => {
    if (site.gateway === undefined) return skip('not served by the gateway')
    const { addresses, aliases } = site.gateway
    if (aliases.length === 0) return skip('it has no other name')
    const asked = await Promise.all(
      aliases.map(async (alias) => {
        // These names need not resolve: only the gateway is looked at. No certificate is for them.
        const options = { verify: false, ...(addresses[0] === undefined ? {} : { address: addresses[0] }) }
        const url = `${site.isSecure ? 'https' : 'http'}://${alias}:${site.port}${path}`
        return { alias, exchange: await client.ask(url, options) }
      }),
    )
    const lost = asked.filter(({ exchange }) => !leadsThere(site, exchange))
    const evidence = asked.flatMap(({ exchange }) =>
      showExchange(exchange, site.isSecure ? ['Location'] : []),
    )
    if (lost.length === 0)
      return ok(`${aliases.join(', ')}: ${site.isSecure ? 'redirected to it' : 'answered'}`, evidence)
    const names = lost.map(({ alias }) => alias).join(', ')
    return fail(
      `${names}: ${site.isSecure ? `not redirected to ${site.origin}` : 'not answered as this site'}`,
      [startFix(plan, 'Load the current configuration into the gateway')],
      evidence,
    )
  },
}

function leadsThere(site: CheckedSite, { answer }: Exchange): boolean {
  if (site.isSecure) return answer?.status === 307 && answer.headers.location === `${site.origin}${path}`
  // The gateway itself always answers: without an answer, it has passed the request on to the site.
  return answer === undefined || !isUnknownHost(answer.body)
}
