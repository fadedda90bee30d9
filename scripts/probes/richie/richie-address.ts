import { fail, ok, warn, type Check, type Fix } from '../../diagnosis/check.ts'
import { isRichieOurs } from '../../plan/plan.ts'
import { startFix } from '../surroundings.ts'
import { addressesOf } from './page-address.ts'
import type { RichieContext } from './richie-context.ts'

export const richieAddress: Check<RichieContext> = {
  id: 'richie-address',
  title: "Richie's pages give the address at which they stand",
  what: "Canonical links, language links, `og:url` and the sitemap are absolute. Django takes their host and port from the site's record (`django_site`), whatever the request says, and their scheme from the request, which comes over a proxy: without `SECURE_PROXY_SSL_HEADER` it takes https for http. Links then lead to a name or a scheme that is not served, and the admin's login may fail with it.",
  see: "curl -s http://richie.campus.localhost:8070/en/ | grep -E 'canonical|hreflang|og:url'",
  fix: '`make run` (`make run-ssl`) writes the site\'s record of the mode. With a Richie of your own, a wrong scheme: have the proxy send `X-Forwarded-Proto` and set `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`; a wrong host or port: change the domain of the site in Richie\'s admin, under Sites, port included.',
  needs: ['richie-page'],
  look: async ({ visit, surroundings: { plan } }) => {
    const { origin } = plan.richie.site
    const addresses = addressesOf((await visit.freshHome()).answer?.body ?? '')
    const evidence = addresses.map(({ kind, url }) => `${kind}: ${url}`)
    if (addresses.length === 0) return warn('the home page does not say where it stands', [], evidence)
    const wrong = addresses.find(({ url }) => URL.parse(url)?.origin !== origin)?.url
    if (wrong === undefined) return ok(`they say ${origin}`, evidence)
    const says = URL.parse(wrong)?.origin ?? wrong
    const again = isRichieOurs(plan) ? startFix(plan) : undefined
    return fail(`they say ${says}, not ${origin}`, fixes(wrong, origin, again), evidence)
  },
}

/** `again`: what starts Richie, where it is ours. */
function fixes(wrong: string, right: string, again: Fix | undefined): readonly Fix[] {
  const { protocol, host } = new URL(right)
  const found = URL.parse(wrong)
  if (found?.host === host) {
    return [
      {
        says: `Richie takes ${protocol.slice(0, -1)} for ${found.protocol.slice(0, -1)}. The proxy must send X-Forwarded-Proto, and Richie's settings need:\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`,
      },
    ]
  }
  if (again === undefined) return [{ says: `Set the domain to ${host} in Richie's admin, under Sites.` }]
  const says = `Have the site's record written anew; in a Richie of your own set the domain to ${host} in its admin, under Sites`
  // A running Richie keeps the record in memory: only its start, which the next command has, reads what was written.
  return [
    { ...again, says },
    {
      says: 'Where that changes nothing, the record was edited in the admin, and Richie must start again:',
      command: `make stop && ${again.command}`,
    },
  ]
}
