import type { BrowserCookies } from '../../http/browser-cookies.ts'
import type { Client } from '../../http/client.ts'
import type { Exchange } from '../../http/exchange.ts'

/** Where the learner's browser is: a page of Richie, and what Referer it sends from there. */
export type RichiePage = {
  readonly origin: string
  readonly url: () => Promise<string>
  /** Undefined where the page's Referrer-Policy withholds it from this target. */
  readonly refererFor: (target: string) => Promise<string | undefined>
}

/** The learner's browser at one LMS: each call with the headers and cookies that a browser would send. */
export type Browser = {
  /** What scripts of Richie's page read in `document.cookie`. */
  readonly readable: () => ReadonlyMap<string, string>
  /** By a script of Richie's page, with credentials; or of no-cors kind, which sends no Origin on a GET. */
  readonly fromPage: (path: string, options?: PageOptions) => Promise<Exchange>
  /** By the person, from Richie's page: a link that is followed, one hop. */
  readonly navigate: (url: string) => Promise<Exchange>
  /** By a page of the LMS itself: a GET, or a form that is submitted. */
  readonly fromOwn: (
    path: string,
    fields?: Readonly<Record<string, string>>,
    options?: Pick<PageOptions, 'isLast'>,
  ) => Promise<Exchange>
  /** From now on only what ends something goes out; everything else throws. */
  readonly stop: () => void
}

type PageOptions = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly noCors?: boolean
  /** Ends what was begun: it goes out after the visit has been stopped, and at once. */
  readonly isLast?: boolean
  /** Leaves out cookies, to see by which one the LMS knows the learner. */
  readonly only?: (cookie: string) => boolean
}

type Headers = Readonly<Record<string, string | undefined>>

export function openBrowser(
  client: Client,
  baseUrl: string,
  page: RichiePage,
  cookies: BrowserCookies,
): Browser {
  let isStopped = false
  const ask = async (url: string, method: string, headers: Headers, body?: string, isLast = false) => {
    if (isStopped && !isLast) throw new Error('The visit was stopped')
    const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const sent = Object.fromEntries(given)
    const options = { method, headers: sent, isLast, ...(body === undefined ? {} : { body }) }
    const exchange = await client.ask(url, options)
    cookies.keep(exchange)
    return exchange
  }
  const cookie = (header: string) => (header === '' ? undefined : header)
  return {
    readable: () => cookies.readable(`${page.origin}/`),
    fromPage: async (path, { method = 'GET', headers, body, noCors = false, only, isLast } = {}) => {
      const url = baseUrl + path
      const origin = noCors ? undefined : page.origin
      const own = { Origin: origin, Referer: await page.refererFor(url) }
      const sent = { ...own, Cookie: cookie(cookies.header(url, { page: page.origin }, only)), ...headers }
      return await ask(url, method, sent, body, isLast)
    },
    navigate: async (url) => {
      const own = { Referer: await page.refererFor(url), Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
      return await ask(url, 'GET', { ...own, Cookie: cookie(cookies.header(url, 'navigation')) })
    },
    fromOwn: async (path, fields, { isLast } = {}) => {
      const url = baseUrl + path
      const own = {
        Referer: `${baseUrl}/login`,
        Cookie: cookie(cookies.header(url, { page: baseUrl })),
      }
      if (fields === undefined) return await ask(url, 'GET', own)
      const form = {
        Origin: new URL(baseUrl).origin,
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-CSRFToken': cookies.value(url, 'csrftoken'),
      }
      return await ask(url, 'POST', { ...own, ...form }, new URLSearchParams(fields).toString(), isLast)
    },
    stop: () => void (isStopped = true),
  }
}
