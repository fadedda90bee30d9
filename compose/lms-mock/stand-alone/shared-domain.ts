/**
 * The domain of a cookie that both hosts read: `.local.dev` for `edx.local.dev` and `richie.local.dev`; null where they are the
 * same host, on whatever ports, and a cookie needs none; undefined where no such domain can be, as for `localhost` and `richie.dev`.
 */
export function sharedDomain(lms: URL, richie: URL): string | null | undefined {
  if (lms.hostname === richie.hostname) {
    return null
  }
  const [ours, theirs] = [lms, richie].map(({ hostname }) => hostname.split('.').toReversed())
  const labels = (ours ?? []).slice(0, commonLength(ours ?? [], theirs ?? []))
  const isAddress = /^\d+$/.test(ours?.[0] ?? '') // browsers refuse a cookie for a part of an IP address, or for one label
  return labels.length < 2 || isAddress ? undefined : `.${labels.toReversed().join('.')}`
}

function commonLength(first: readonly string[], second: readonly string[]): number {
  const length = first.findIndex((label, index) => label !== second[index])
  return length < 0 ? first.length : length
}
