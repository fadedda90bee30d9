import { readTextOrEmpty } from '../system/files.ts'
import { lookAtMachine } from '../system/machine.ts'
import { explainAstray } from './explain-astray.ts'
import { systemHostsFile } from './hosts-file.ts'
import type { Addresses } from './lookup.ts'
import { windowsAdvice } from './windows-advice.ts'

/** What to know about names that lead elsewhere on this machine. */
export function adviceAstray(names: readonly string[], found: Addresses, file: string): readonly string[] {
  if (names.length === 0) return []
  const nsswitch = readTextOrEmpty('/etc/nsswitch.conf')
  return explainAstray(names, found, { file, platform: process.platform, nsswitch })
}

/** What is left to do on Windows, where this machine is its guest. */
export function adviceOnWindows(names: readonly string[], file: string): readonly string[] {
  if (file !== systemHostsFile || !lookAtMachine().isWsl) return []
  return windowsAdvice(names, {
    hosts: readTextOrEmpty('/mnt/c/Windows/System32/drivers/etc/hosts'),
    wslConf: readTextOrEmpty('/etc/wsl.conf'),
  })
}
