import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import type { Exchange } from '../http/exchange.ts'
import { isUnknownHost } from '../http/gateway-page.ts'
import { showExchange } from '../http/show-exchange.ts'
import { startFix } from '../surroundings.ts'
import type { CheckedSite, SiteContext } from './site-context.ts'

/** On Richie's site nginx itself answers it: four names are not worth four of Richie's answers. */
const path = '/static/campus-check?from=campus'

export const otherNames: Check<SiteContext> = {
  id: 'other-names',
  title: 'Its other names lead to it too',
  what: 'The gateway knows each site by several names: `localhost`, 127.0.0.1, the `*.localhost` name and the documented one. In http mode it answers for all of them; browsers can use the documented one there only where it is no `.dev` name, on which they insist on https (`ERR_SSL_PROTOCOL_ERROR`). In tls mode only one is served, since cookies and the LMS\'s rules know no other, and the rest answer 307 to it. A name that it does not know gets the page "No site has this name".',
  see: 'curl -sSi http://localhost:8070/ | head -5\ncurl -sSki https://localhost:8070/ | head -5',
  fix: "`make run`, or `make run-ssl` in tls mode: it writes the gateway's configuration anew. Two sites on one port can't both be `localhost`: there the first one is.",
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
      return ok(`${aliases.join(', ')}: ${site.isSecure ? 'led to it' : 'answered'}`, evidence)
    const names = lost.map(({ alias }) => alias).join(', ')
    return fail(
      `${names}: ${site.isSecure ? `not led to ${site.origin}` : 'not answered as this site'}`,
      [startFix(plan, "Have the gateway take the spec's configuration")],
      evidence,
    )
  },
}

function leadsThere(site: CheckedSite, { answer }: Exchange): boolean {
  if (site.isSecure) return answer?.status === 307 && answer.headers.location === `${site.origin}${path}`
  // The gateway itself is never silent: where nothing comes, it has passed the question on to the site.
  return answer === undefined || !isUnknownHost(answer.body)
}
