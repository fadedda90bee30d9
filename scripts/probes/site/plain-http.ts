import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { hostInUrl } from '../../system/addresses.ts'
import { showExchange } from '../http/show-exchange.ts'
import { startFix } from '../surroundings.ts'
import { noTls, type SiteContext } from './site-context.ts'

const path = '/en/?from=campus-check'

export const plainHttp: Check<SiteContext> = {
  id: 'plain-http',
  title: 'Plain http on its port leads to https, and nothing else is remembered',
  what: "In tls mode the same port answers plain http with 308 (a proxy of your own: 307 or 308) to the site's https origin. The target is the one of the spec, never what the request's Host header says, or links and tests could be led astray. It must not be cached (307 is not by itself, 308 needs `Cache-Control: no-store`), and https answers must carry no `Strict-Transport-Security`: a browser that heard either would refuse http mode on this name for a long time.",
  see: 'curl -sSi http://richie.local.dev:8070/en/ | head -20\ncurl -sSi https://richie.local.dev:8070/ | grep -i strict-transport-security',
  fix: "`make run-ssl` writes the gateway's configuration anew and has it taken. Where an nginx of your own stands there: `error_page 497 =307 https://richie.local.dev:8070$request_uri;` (`bin/campus settings nginx`). Where the header comes from Richie: leave `SECURE_HSTS_SECONDS` at 0. A browser that has remembered it forgets it at chrome://net-internals/#hsts.",
  symptoms: ['308 Permanent Redirect, to https'],
  needs: ['name', 'port'],
  look: async ({ site, plan, client }) => {
    if (!site.isSecure) return noTls
    if (site.gateway === undefined) return skip('not served by the gateway')
    const [plain, secure] = await Promise.all([
      // A wrong port: whoever builds the target from Host gives it back.
      client.ask(`http://${hostInUrl(site.host)}:${site.port}${path}`, {
        headers: { Host: `${hostInUrl(site.host)}:1` },
      }),
      client.ask(`${site.origin}/`, { verify: false }),
    ])
    const evidence = [
      ...showExchange(plain, ['Host', 'Location', 'Cache-Control']),
      ...showExchange(secure, ['Strict-Transport-Security']),
    ]
    const fix = [startFix(plan, "Have the gateway take the spec's configuration")]
    const { status, headers } = plain.answer ?? {}
    if ((status !== 307 && status !== 308) || headers?.location === undefined)
      return fail('plain http is not led to https', fix, evidence)
    if (headers.location !== `${site.origin}${path}`) {
      return fail(
        `plain http is led to ${URL.parse(headers.location, site.origin)?.origin ?? headers.location}, not to ${site.origin}`,
        fix,
        evidence,
      )
    }
    if (status === 308 && !/\bno-store\b/.test(headers['cache-control'] ?? '')) {
      return fail(
        'browsers may remember the redirect to https, and http mode would be out of reach',
        fix,
        evidence,
      )
    }
    if (secure.answer?.headers['strict-transport-security'] !== undefined) {
      return fail(
        'https answers forbid browsers http on this name (Strict-Transport-Security)',
        fix,
        evidence,
      )
    }
    return ok(`${status} to ${site.origin}`, evidence)
  },
}
