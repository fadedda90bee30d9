import { Cookie, CookieJar } from 'tough-cookie'
import { siteOf } from '../../system/registrable-domain.ts'
import type { Exchange } from './exchange.ts'

/** The cookies of one browser, kept and sent by a browser's rules: Domain, Path, Secure, expiry, public suffixes. */
export type BrowserCookies = {
  /** Takes the Set-Cookie lines of an answer. */
  readonly keep: (exchange: Exchange) => void
  /** The Cookie header of a request; `''` where there is none to send. `only` picks among them. */
  readonly header: (url: string, from: From, only?: (name: string) => boolean) => string
  /** What scripts of a page at this address read in `document.cookie`. */
  readonly readable: (pageUrl: string) => ReadonlyMap<string, string>
  /** Value of a cookie that would be sent to this address; undefined where none would. */
  readonly value: (url: string, name: string) => string | undefined
  /** Why the browser did not keep a cookie of that name; undefined where it kept it, or never saw it. */
  readonly refusal: (name: string) => string | undefined
}

/** What makes a request: the page at this address by its scripts, or the person, who goes there. */
type From = { readonly page: string } | 'navigation'

export function openBrowserCookies(): BrowserCookies {
  // `*.localhost` is potentially trustworthy: browsers keep a Secure cookie there over http, and so does the jar.
  const jar = new CookieJar()
  const refusals = new Map<string, string>()
  const matching = (url: string, http = true) => jar.getCookiesSync(url, { http })
  return {
    keep({ asked, answer }) {
      for (const line of answer?.setCookies ?? []) {
        const name = /^\s*([^=;]*)/.exec(line)?.[1] ?? ''
        refusals.delete(name)
        try {
          const cookie = Cookie.parse(line)
          if (cookie?.sameSite === 'none' && !cookie.secure) throw new Error('SameSite=None without Secure')
          jar.setCookieSync(line, asked.url)
        } catch (error) {
          refusals.set(name, (error as Error).message)
        }
      }
    },
    header: (url, from, only = () => true) =>
      matching(url)
        .filter((cookie) => only(cookie.key) && isSentFrom(from, url, cookie))
        .map((cookie) => cookie.cookieString())
        .join('; '),
    readable: (pageUrl) => new Map(matching(pageUrl, false).map(({ key, value }) => [key, value])),
    value: (url, name) => matching(url).find(({ key }) => key === name)?.value,
    refusal: (name) => refusals.get(name),
  }
}

/** A page of another site gets cookies along only where they say SameSite=None: without a word Chromium takes Lax. */
function isSentFrom(from: From, url: string, { sameSite }: Cookie): boolean {
  return from === 'navigation' || sameSite === 'none' || isSameSite(from.page, url)
}

/** Whether browsers count two addresses as one site: same scheme, same host below the public suffix; ports play no part. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)]
  return a.protocol === b.protocol && siteOf(a.hostname) === siteOf(b.hostname)
}
