import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { readTextOrEmpty } from './files.ts'
import { osRelease, type OsRelease } from './os-release.ts'

/** What decides how an engine can be had here. */
export type Machine = {
  readonly platform: NodeJS.Platform
  readonly os: OsRelease
  readonly isWsl: boolean
  readonly hasSystemd: boolean
  /** The engine's own program is installed. */
  readonly hasDockerd: boolean
}

/** Looks at this machine. */
export function lookAtMachine(): Machine {
  return {
    platform: process.platform,
    os: osRelease(),
    isWsl: /microsoft/i.test(readTextOrEmpty('/proc/sys/kernel/osrelease')),
    hasSystemd: existsSync('/run/systemd/system'),
    hasDockerd: hasProgram('dockerd'),
  }
}

/** Whether a program is installed, in the folders of root as well: a person's PATH often lacks them. */
export function hasProgram(name: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin']
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, name)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
