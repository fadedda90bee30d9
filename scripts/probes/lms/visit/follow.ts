import type { Exchange } from '../../http/exchange.ts'
import type { Browser } from './browser.ts'

/** A link that was followed as a browser does: each hop at the site where it began, and where the last one leads. */
export type Followed = {
  readonly hops: readonly Exchange[]
  /** The address at which the person ends: of another site, or of the last hop. */
  readonly end: string
}

/** Follows a link hop by hop until it leaves its site, or comes to a page; at most three calls. */
export async function follow(browser: Browser, url: string): Promise<Followed> {
  const hops: Exchange[] = []
  let end = url
  while (hops.length < 3 && new URL(end).origin === new URL(url).origin) {
    const hop = await browser.navigate(end)
    hops.push(hop)
    const next = targetOf(hop)
    if (next === undefined) break
    end = next
  }
  return { hops, end }
}

/** Where a redirect leads, absolute; undefined where it is none. */
function targetOf({ asked, answer }: Exchange): string | undefined {
  const location = answer?.headers.location
  if (answer === undefined || location === undefined || ![301, 302, 303, 307, 308].includes(answer.status))
    return undefined
  return URL.parse(location, asked.url)?.href
}
