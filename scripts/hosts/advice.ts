import { readTextOrEmpty } from '../system/files.ts'
import { lookAtMachine } from '../system/machine.ts'
import { systemHostsFile } from './hosts-file.ts'
import { type Addresses, astray, lookUpIn } from './lookup.ts'

/** What to print about names that resolve elsewhere on this machine. */
export function adviceAstray(names: readonly string[], found: Addresses, file: string): readonly string[] {
  if (names.length === 0) return []
  const nsswitch = readTextOrEmpty('/etc/nsswitch.conf')
  return explainAstray(names, found, { file, platform: process.platform, nsswitch })
}

/** What is left to do on Windows, where this is WSL. */
export function adviceOnWindows(names: readonly string[], file: string): readonly string[] {
  if (file !== systemHostsFile || !lookAtMachine().isWsl) return []
  return windowsAdvice(names, {
    hosts: readTextOrEmpty('/mnt/c/Windows/System32/drivers/etc/hosts'),
    wslConf: readTextOrEmpty('/etc/wsl.conf'),
  })
}

/** Why names that are in the hosts file may still resolve elsewhere, and what to do, as lines to print. */
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
  if (platform === 'darwin') {
    return [
      'macOS may still have the old answer in its cache. Empty it:',
      '  sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder',
    ]
  }
  if (sources.length > 0 && !sources.includes('files') && !sources.includes('resolve')) {
    return [
      `/etc/nsswitch.conf does not use ${file}. Put "files" first in its line:`,
      `  hosts: files ${sources.join(' ')}`,
    ]
  }
  const cache = sources.includes('resolve') ? 'sudo resolvectl flush-caches' : 'sudo nscd -i hosts'
  return ['A name cache may still have the old answer. Empty it:', `  ${cache}`]
}

/** The services that are asked for a host, in their order; what to do on an answer (`[...]`) left out. */
function hostSources(nsswitch: string): readonly string[] {
  const [, line = ''] = /^[ \t]*hosts:(.*)$/m.exec(nsswitch) ?? []
  return line
    .replace(/#.*|\[[^\]]*\]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
}

const windowsHosts = String.raw`C:\Windows\System32\drivers\etc\hosts`

/**
 * What to do by hand in WSL, as lines to print; none where nothing is left. Browsers run on Windows and read Windows'
 * hosts file, and WSL rewrites /etc/hosts at each start, from Windows' file, unless wsl.conf forbids it
 * (https://learn.microsoft.com/windows/wsl/wsl-config#network-settings).
 */
export function windowsAdvice(
  names: readonly string[],
  texts: {
    /** Windows' hosts file, where it can be read. */
    readonly hosts: string
    /** /etc/wsl.conf */
    readonly wslConf: string
  },
): readonly string[] {
  const missing = astray(names, lookUpIn(texts.hosts, names))
  if (missing.length === 0) return []
  const lines = [`127.0.0.1 ${missing.join(' ')}`, `::1 ${missing.join(' ')}`]
  // The empty line: Add-Content would continue a last line that has no end.
  const values = ['', ...lines].map((line) => `'${line}'`).join(', ')
  return [
    `This is WSL: browsers on Windows read ${windowsHosts}. Add to it:`,
    ...lines.map((line) => `  ${line}`),
    'In a PowerShell started as administrator:',
    `  Add-Content -Path ${windowsHosts} -Value ${values}`,
    ...(/^\s*generateHosts\s*=\s*false\b/im.test(texts.wslConf)
      ? []
      : [
          'WSL overwrites /etc/hosts at each start, from that file. To keep your own lines there, set generateHosts=false',
          'under [network] in /etc/wsl.conf',
        ]),
  ]
}
