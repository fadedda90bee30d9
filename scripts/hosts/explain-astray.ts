import type { Addresses } from './lookup.ts'

/** Why names that are in the hosts file may still lead elsewhere, and what to do, as lines to print. */
export function explainAstray(
  names: readonly string[],
  found: Addresses,
  {
    file,
    platform,
    nsswitch,
  }: {
    readonly file: string
    readonly platform: NodeJS.Platform
    /** The text of /etc/nsswitch.conf; empty where there is none. */
    readonly nsswitch: string
  },
): readonly string[] {
  const what = names.map((name) => {
    const addresses = found.get(name) ?? []
    const where = addresses.length === 0 ? 'does not resolve' : `resolves to ${addresses.join(', ')}`
    return `${name} is in ${file}, but ${where}.`
  })
  return [...what, ...wayOut(file, platform, hostSources(nsswitch))]
}

function wayOut(file: string, platform: NodeJS.Platform, sources: readonly string[]): readonly string[] {
  if (platform === 'darwin')
    return [
      'macOS may still hold the old answer:',
      '  sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder',
    ]
  if (sources.length > 0 && !sources.includes('files') && !sources.includes('resolve'))
    return [
      `/etc/nsswitch.conf leaves ${file} out. Put "files" first in its line:`,
      `  hosts: files ${sources.join(' ')}`,
    ]
  const cache = sources.includes('resolve') ? 'sudo resolvectl flush-caches' : 'sudo nscd -i hosts'
  return ['A cache of names may still hold the old answer:', `  ${cache}`]
}

/** The services that are asked for a host, in their order; what to do on an answer (`[...]`) left out. */
function hostSources(nsswitch: string): readonly string[] {
  const [, line = ''] = /^[ \t]*hosts:(.*)$/m.exec(nsswitch) ?? []
  return line
    .replace(/#.*|\[[^\]]*\]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
}
