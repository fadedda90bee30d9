import { astray, lookUpIn } from './lookup.ts'

const windowsHosts = String.raw`C:\Windows\System32\drivers\etc\hosts`

/**
 * What to do by hand under WSL, as lines to print; none where nothing is left. The browser is Windows' own and reads
 * Windows' hosts file, and WSL makes /etc/hosts anew at each start, from Windows' file, unless wsl.conf forbids it
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
  // The empty line: Add-Content would go on where a last line has no end.
  const values = ['', ...lines].map((line) => `'${line}'`).join(', ')
  return [
    `This is WSL: a browser of Windows reads ${windowsHosts}. Add to it:`,
    ...lines.map((line) => `  ${line}`),
    'In a PowerShell that was started as administrator:',
    `  Add-Content -Path ${windowsHosts} -Value ${values}`,
    ...(/^\s*generateHosts\s*=\s*false\b/im.test(texts.wslConf)
      ? []
      : [
          'WSL makes /etc/hosts anew at each start, from that file. To keep what you have there: generateHosts=false',
          'under [network] in /etc/wsl.conf',
        ]),
  ]
}
