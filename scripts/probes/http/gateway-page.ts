import { gatewayPages } from '../../explained/gateway-pages.ts'

export type GatewayPageSeen = {
  /** Id of its entry in docs/troubleshooting.md; empty for a page of an older gateway. */
  readonly id: string
  readonly heading: string
  readonly state: string
}

/** What the gateway's own page says instead of a site; undefined if the page is not the gateway's. */
export function readGatewayPage(html: string): GatewayPageSeen | undefined {
  if (!/<footer>(?:<span>)?The campus gateway,/.test(html)) return undefined
  const text = (pattern: RegExp) => pattern.exec(html)?.[1]?.trim() ?? ''
  return {
    id: text(/<span>campus: ([a-z-]+)<\/span>/),
    heading: text(/<h1>([^<]*)<\/h1>/),
    state: text(/<p class="state">([^<]*)<\/p>/).replace(/\s*This page reloads .*$/, ''),
  }
}

/** Whether this is the gateway's page for a name that no site has. */
export function isUnknownHost(html: string): boolean {
  return readGatewayPage(html)?.heading === gatewayPages['unknown-host'].heading
}
