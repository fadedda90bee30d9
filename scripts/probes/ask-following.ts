import type { Client, Wishes } from './client.ts'
import type { Exchange } from './exchange.ts'

/** The first answer that is no redirect within its origin; after a few of them, the last one. */
export async function askFollowing(
  client: Client,
  url: string,
  wishes: Pick<Wishes, 'timeoutMs'> = {},
  left = 4,
): Promise<Exchange> {
  const exchange = await client.ask(url, wishes)
  const { status = 0, headers } = exchange.answer ?? {}
  if (status < 301 || status > 308 || headers?.location === undefined || left === 0) return exchange
  const next = URL.parse(headers.location, url)
  if (next?.origin !== new URL(url).origin) return exchange
  return await askFollowing(client, next.href, wishes, left - 1)
}
