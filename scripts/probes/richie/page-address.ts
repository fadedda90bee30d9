export type PageAddress = { readonly kind: string; readonly url: string }

/** The absolute addresses that a page states as its own: canonical and hreflang links, og:url. */
export function addressesOf(html: string): readonly PageAddress[] {
  const tags = html.match(/<(?:link|meta)\b[^<>]*>/gi) ?? []
  return tags.flatMap((tag) => {
    const of = (name: string) =>
      new RegExp(String.raw`\b${name}\s*=\s*["']([^"']*)`, 'i').exec(tag)?.[1] ?? ''
    const isLanguage = of('rel') === 'alternate' && of('hreflang') !== ''
    const kind =
      of('rel') === 'canonical' ? 'canonical' : isLanguage ? `hreflang ${of('hreflang')}` : of('property')
    const url = kind === 'og:url' ? of('content') : of('href')
    return /^(?:canonical|hreflang .*|og:url)$/.test(kind) && /^https?:\/\//.test(url) ? [{ kind, url }] : []
  })
}
