import { fail, ok, warn, type Check, type Fix } from '../../diagnosis/check.ts'
import { isRichieOurs } from '../../plan/plan.ts'
import { startFix } from '../surroundings.ts'
import { addressesOf } from './page-address.ts'
import type { RichieContext } from './richie-context.ts'

export const richieAddress: Check<RichieContext> = {
  id: 'richie-address',
  title: "Richie's pages state their own address",
  what: "Canonical links, language links, `og:url` and the sitemap are absolute. Django takes their host and port from the site's record (`django_site`), whatever the request says, and their scheme from the request, which comes through a proxy: without `SECURE_PROXY_SSL_HEADER` it treats https as http. Links then lead to a name or a scheme that is not served, and logging in to the admin may fail too.",
  see: "curl -s http://richie.campus.localhost:8070/en/ | grep -E 'canonical|hreflang|og:url'",
  fix: '`make run` (`make run-ssl`) writes the site\'s record for the mode. In your own Richie, a wrong scheme: have the proxy send `X-Forwarded-Proto` and set `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`; a wrong host or port: change the domain of the site in Richie\'s admin, under Sites, port included.',
  needs: ['richie-page'],
  look: async ({ visit, surroundings: { plan } }) => {
    const { origin } = plan.richie.site
    const addresses = addressesOf((await visit.freshHome()).answer?.body ?? '')
    const evidence = addresses.map(({ kind, url }) => `${kind}: ${url}`)
    if (addresses.length === 0) return warn('the home page does not state its address', [], evidence)
    const wrong = addresses.find(({ url }) => URL.parse(url)?.origin !== origin)?.url
    if (wrong === undefined) return ok(`they say ${origin}`, evidence)
    const says = URL.parse(wrong)?.origin ?? wrong
    const again = isRichieOurs(plan) ? startFix(plan) : undefined
    return fail(`they say ${says}, not ${origin}`, fixes(wrong, origin, again), evidence)
  },
}

/** `again`: the command that starts Richie, if it is a service of this environment. */
function fixes(wrong: string, right: string, again: Fix | undefined): readonly Fix[] {
  const { protocol, host } = new URL(right)
  const found = URL.parse(wrong)
  if (found?.host === host) {
    return [
      {
        says: `Richie treats ${protocol.slice(0, -1)} as ${found.protocol.slice(0, -1)}. The proxy must send X-Forwarded-Proto, and Richie's settings need:\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`,
      },
    ]
  }
  if (again === undefined) return [{ says: `Set the domain to ${host} in Richie's admin, under Sites.` }]
  const says = `Write the site's record again; in your own Richie, set the domain to ${host} in its admin, under Sites`
  // A running Richie keeps the record in memory: it reads what was written only when it starts, as the next command does.
  return [
    { ...again, says },
    {
      says: 'If that changes nothing, the record was edited in the admin. Restart Richie:',
      command: `make stop && ${again.command}`,
    },
  ]
}
