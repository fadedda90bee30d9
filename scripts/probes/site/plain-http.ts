import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { hostInUrl } from '../../system/addresses.ts'
import { showExchange } from '../http/show-exchange.ts'
import { startFix } from '../surroundings.ts'
import { noTls, type SiteContext } from './site-context.ts'

const path = '/en/?from=campus-check'

export const plainHttp: Check<SiteContext> = {
  id: 'plain-http',
  title: 'Plain http on its port redirects to https, and browsers do not remember that',
  what: "In tls mode the same port redirects plain http to the site's https origin with 308 (your own proxy: 307 or 308). The target comes from the spec, never from the request's Host header, which could lead links and tests astray. The redirect must not be cached (a 307 is not; a 308 needs `Cache-Control: no-store`), and https answers must have no `Strict-Transport-Security`: a browser that got either would refuse http mode on this name for a long time.",
  see: 'curl -sSi http://richie.local.dev:8070/en/ | head -20\ncurl -sSi https://richie.local.dev:8070/ | grep -i strict-transport-security',
  fix: "`make run-ssl` writes the gateway's configuration again and reloads it. In an nginx of your own: `error_page 497 =307 https://richie.local.dev:8070$request_uri;` (`bin/campus settings nginx`). If the header comes from Richie, leave `SECURE_HSTS_SECONDS` at 0. To make a browser forget it: chrome://net-internals/#hsts.",
  symptoms: ['308 Permanent Redirect, to https'],
  needs: ['name', 'port'],
  look: async ({ site, plan, client }) => {
    if (!site.isSecure) return noTls
    if (site.gateway === undefined) return skip('not served by the gateway')
    const [plain, secure] = await Promise.all([
      // A wrong port: it shows whether the target is built from Host.
      client.ask(`http://${hostInUrl(site.host)}:${site.port}${path}`, {
        headers: { Host: `${hostInUrl(site.host)}:1` },
      }),
      client.ask(`${site.origin}/`, { verify: false }),
    ])
    const evidence = [
      ...showExchange(plain, ['Host', 'Location', 'Cache-Control']),
      ...showExchange(secure, ['Strict-Transport-Security']),
    ]
    const fix = [startFix(plan, 'Load the current configuration into the gateway')]
    const { status, headers } = plain.answer ?? {}
    if ((status !== 307 && status !== 308) || headers?.location === undefined)
      return fail('plain http is not redirected to https', fix, evidence)
    if (headers.location !== `${site.origin}${path}`) {
      return fail(
        `plain http is redirected to ${URL.parse(headers.location, site.origin)?.origin ?? headers.location}, not to ${site.origin}`,
        fix,
        evidence,
      )
    }
    if (status === 308 && !/\bno-store\b/.test(headers['cache-control'] ?? ''))
      return fail('browsers may remember the redirect to https, which would block http mode', fix, evidence)
    if (secure.answer?.headers['strict-transport-security'] !== undefined)
      return fail('https answers forbid http on this name (Strict-Transport-Security)', fix, evidence)
    return ok(`${status} to ${site.origin}`, evidence)
  },
}
