import type { Exchange } from '../exchange.ts'
import { showBody, showExchange } from '../show-exchange.ts'

/** An exchange as evidence, with the beginning of its body where it has one. */
export function seen(exchange: Exchange, headers: readonly string[] = []): readonly string[] {
  const body = showBody(exchange)
  return [...showExchange(exchange, headers), ...(body === '' ? [] : [body])]
}
