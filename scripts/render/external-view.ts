import { escapeRegex } from '../plan/connection.ts'
import type { Plan } from '../plan/plan.ts'
import type { Site } from '../plan/site.ts'
import type { UrlUpstream } from '../plan/upstream.ts'
import type { View } from './templates.ts'

/** What the gateway's configuration says of a site that is not ours: where it is reached, and what is rewritten in either direction. */
export function externalView(plan: Plan, site: Site, upstream: UrlUpstream): View {
  const { origin, host, port, isSecure, isHere, isNamedAsSite } = upstream
  const scheme = isSecure ? 'https' : 'http'
  // By number: the name of a group in an expression has 32 characters at most, and no key may meet a variable of ours.
  const variable = `campus_site_${plan.sites.indexOf(site)}`
  const address = addressOf(upstream)
  const authority = new URL(origin).host
  const lms = plan.lmses.find(({ key }) => key === site.key)
  return {
    url: origin,
    host,
    upstreamPort: String(port),
    isSecure,
    isHere,
    authority,
    address,
    variable,
    target: `${scheme}://${address === '' ? `$${variable}` : site.key}`,
    unkeptTarget: `${scheme}://${address === '' ? `$${variable}` : address}`,
    rewrites: !isNamedAsSite,
    ownOrigins: ownOrigins(site).map(escapeRegex).join('|'),
    schemeIsUnclear: plan.mode === 'tls' && !isSecure,
    // What X-Forwarded-Proto says it is.
    believedOrigin: `${plan.mode === 'tls' ? 'https' : scheme}://${authority}`,
    // Over plain http both sides know the scheme: one that leads to https is left alone, which the browser follows.
    ownSchemes: plan.mode === 'http' && !isSecure ? 'http:' : 'https?:',
    authorityRegex: authorityRegex(upstream),
    hostRegex: escapeRegex(host),
    parentsRegex: parentDomains(host).map(escapeRegex).join('|'),
    siteHost: site.host,
    cookieDomain: plan.lmses[0]?.connection.lmsRules.cookieDomain ?? site.host,
    nextUrl: lms?.connection.nextUrl ?? '',
  }
}

/** For nginx's `server`, which is looked up once, at its start; empty for a name that DNS has to tell each time. */
function addressOf({ isHere, host, port }: UrlUpstream): string {
  if (isHere) return `host.docker.internal:${port}`
  return /^[\d.]+$/.test(host) ? `${host}:${port}` : ''
}

/** By which it is served: over TLS that is one. */
function ownOrigins({ mode, origin, origins }: Site): readonly string[] {
  return mode === 'tls' ? [origin] : origins.filter((one) => one.startsWith('http:'))
}

/** As it stands in its own links: the default port is there or not. */
function authorityRegex({ host, port, isSecure }: UrlUpstream): string {
  const isDefault = port === (isSecure ? 443 : 80)
  return `${escapeRegex(host)}${isDefault ? `(?::${port})?` : `:${port}`}`
}

/** `lms.example.org` -> `example.org`: the domains, but for those at the top, whose cookies the host may set. */
function parentDomains(host: string): readonly string[] {
  if (/^[\d.]+$/.test(host)) return []
  const labels = host.split('.')
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'))
}
