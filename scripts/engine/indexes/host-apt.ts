import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readTextOrEmpty } from '../../system/files.ts'
import { parseDeb822, parseOneLine, type AptSource } from './apt-sources.ts'

/** The repositories that this machine's apt uses; none where there is no apt. */
export function hostAptSources(): readonly AptSource[] {
  const dir = '/etc/apt/sources.list.d'
  const names = namesIn(dir)
  return [
    ...parseOneLine(readTextOrEmpty('/etc/apt/sources.list')),
    ...names
      .filter((name) => name.endsWith('.list'))
      .flatMap((name) => parseOneLine(readTextOrEmpty(join(dir, name)))),
    ...names
      .filter((name) => name.endsWith('.sources'))
      .flatMap((name) => parseDeb822(readTextOrEmpty(join(dir, name)))),
  ]
}

const keptOptions = [
  /^Acquire::(http|https|ftp)::Proxy\b/,
  /^Acquire::(http|https)::(Timeout|Verify-Peer|Verify-Host)\b/,
  /^Acquire::(Check-Valid-Until|Check-Date|Retries|ForceIPv4|ForceIPv6|Languages)\b/,
]

/** The lines of `apt-config dump` that must reach a build: proxies, and how strict the dates of a mirror are. */
export function keptAptOptions(dump: string): string {
  return dump
    .split('\n')
    .filter((line) => keptOptions.some((pattern) => pattern.test(line)) && !/ "(\/[^"]*)?";$/.test(line))
    .map((line) => `${line}\n`)
    .join('')
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).toSorted()
  } catch {
    return []
  }
}
