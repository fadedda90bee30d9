import type { Answer } from './exchange.ts'

const policies = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const
export type ReferrerPolicy = (typeof policies)[number]

/** What browsers do where a page states nothing (W3C Referrer Policy, 3). */
const byDefault = 'strict-origin-when-cross-origin' satisfies ReferrerPolicy

/** The policy of a page, and what states it: a meta tag comes after the header and overrides it. */
export function policyOf({ headers, body }: Pick<Answer, 'headers' | 'body'>): {
  readonly policy: ReferrerPolicy
  readonly from: 'header' | 'meta' | 'default'
} {
  const meta = metaPolicies(body).findLast((policy) => policy !== undefined)
  if (meta !== undefined) return { policy: meta, from: 'meta' }
  const header = lastKnown([headers['referrer-policy'] ?? []].flat().join(','))
  return header === undefined ? { policy: byDefault, from: 'default' } : { policy: header, from: 'header' }
}

/**
 * The Referer header of a request from the page `from` to `to` under a policy; undefined where none is sent (W3C Referrer
 * Policy, 8.3).
 */
export function refererUnder(policy: ReferrerPolicy, from: string, to: string): string | undefined {
  const page = new URL(from)
  const target = new URL(to)
  const origin = `${page.origin}/`
  const whole = wholeReferer(page)
  const isSameOrigin = page.origin === target.origin
  const isDowngrade = isTrustworthy(page) && !isTrustworthy(target)
  switch (policy) {
    case 'no-referrer':
      return undefined
    case 'unsafe-url':
      return whole
    case 'origin':
      return origin
    case 'same-origin':
      return isSameOrigin ? whole : undefined
    case 'origin-when-cross-origin':
      return isSameOrigin ? whole : origin
    case 'strict-origin':
      return isDowngrade ? undefined : origin
    case 'no-referrer-when-downgrade':
      return isDowngrade ? undefined : whole
    case 'strict-origin-when-cross-origin':
      if (isSameOrigin) return whole
      return isDowngrade ? undefined : origin
  }
}

/** Neither credentials nor fragment; one that is too long is cut to its origin. */
function wholeReferer(page: URL): string {
  const whole = `${page.origin}${page.pathname}${page.search}`
  return whole.length > 4096 ? `${page.origin}/` : whole
}

function metaPolicies(html: string): readonly (ReferrerPolicy | undefined)[] {
  return (html.match(/<meta\b[^<>]*>/gi) ?? [])
    .filter((tag) => /\bname\s*=\s*["']?referrer["'\s>]/i.test(tag))
    .map((tag) => lastKnown(/\bcontent\s*=\s*["']?([^"'>]*)/i.exec(tag)?.[1] ?? ''))
}

/** Browsers pass over words they do not know, so that new ones can be stated with a fallback before them. */
function lastKnown(list: string): ReferrerPolicy | undefined {
  return list
    .split(',')
    .map((word) => policies.find((policy) => policy === word.trim().toLowerCase()))
    .findLast((policy) => policy !== undefined)
}

/** Whether browsers take a URL as secure: https, and http to this machine itself (W3C Secure Contexts, 3.1). */
function isTrustworthy({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:' || protocol === 'wss:') return true
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/i.test(hostname)
}
