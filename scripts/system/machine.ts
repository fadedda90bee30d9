import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { readTextOrEmpty } from './files.ts'

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

/** Which distribution this is. */
export type OsRelease = { readonly id: string; readonly versionId: string; readonly codename: string }

/** Reads the text of /etc/os-release. */
export function parseOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, key, quoted, bare] = /^([A-Z_]+)=(?:"(.*)"|'?([^']*)'?)$/.exec(line.trim()) ?? []
    if (key !== undefined) fields.set(key, quoted ?? bare ?? '')
  }
  return {
    id: fields.get('ID') ?? '',
    versionId: fields.get('VERSION_ID') ?? '',
    codename: fields.get('VERSION_CODENAME') ?? '',
  }
}

/** The distribution of this machine; all empty on macOS. */
export function osRelease(): OsRelease {
  return parseOsRelease(readTextOrEmpty('/etc/os-release'))
}
