import { escapeRegex } from '../plan/connection.ts'
import type { Plan } from '../plan/plan.ts'
import type { Site } from '../plan/site.ts'
import type { UrlUpstream } from '../plan/upstream.ts'
import type { View } from './templates.ts'

/** What the gateway's configuration needs for an external site: its address, and what is rewritten in either direction. */
export function externalView(plan: Plan, site: Site, upstream: UrlUpstream): View {
  const { origin, host, port, isSecure, isHere, isNamedAsSite } = upstream
  const scheme = isSecure ? 'https' : 'http'
  // By number: the name of a group in an expression has 32 characters at most, and no key may clash with a variable of campus.
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
    // As X-Forwarded-Proto states it.
    believedOrigin: `${plan.mode === 'tls' ? 'https' : scheme}://${authority}`,
    // Over plain http both sides know the scheme: a redirect to https is not rewritten, and the browser follows it.
    ownSchemes: plan.mode === 'http' && !isSecure ? 'http:' : 'https?:',
    authorityRegex: authorityRegex(upstream),
    hostRegex: escapeRegex(host),
    parentsRegex: parentDomains(host).map(escapeRegex).join('|'),
    siteHost: site.host,
    cookieDomain: plan.lmses[0]?.connection.lmsRules.cookieDomain ?? site.host,
    nextUrl: lms?.connection.nextUrl ?? '',
  }
}

/** For nginx's `server`, which is resolved once, at its start; empty for a name that DNS must resolve each time. */
function addressOf({ isHere, host, port }: UrlUpstream): string {
  if (isHere) return `host.docker.internal:${port}`
  return /^[\d.]+$/.test(host) ? `${host}:${port}` : ''
}

/** The origins at which it is served: one over TLS. */
function ownOrigins({ mode, origin, origins }: Site): readonly string[] {
  return mode === 'tls' ? [origin] : origins.filter((one) => one.startsWith('http:'))
}

/** As in its own links: with or without the default port. */
function authorityRegex({ host, port, isSecure }: UrlUpstream): string {
  const isDefault = port === (isSecure ? 443 : 80)
  return `${escapeRegex(host)}${isDefault ? `(?::${port})?` : `:${port}`}`
}

/** `lms.example.org` -> `example.org`: the domains, except top-level ones, for which the host may set cookies. */
function parentDomains(host: string): readonly string[] {
  if (/^[\d.]+$/.test(host)) return []
  const labels = host.split('.')
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'))
}
