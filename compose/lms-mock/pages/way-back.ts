import { redirect, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'

/**
 * `/richie/...`: where `next=richie/...` leads; sends the browser back to the catalogue, path and query as they came. What a
 * browser could read as another host after the origin can't arise: the origin is ours, and the path always starts with one slash.
 */
export function wayBack(rawPath: string, search: string): (exchange: Exchange) => Answer {
  return (exchange) => {
    const rest = rawPath.replace(/^\/richie\/?/, '').replaceAll('\\', '%5C')
    return redirect(`${exchange.settings.richieOrigin}/${rest}${search}`)
  }
}
