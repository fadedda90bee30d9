import { mkdirSync, chmodSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { buildSecrets } from '../../plan/container-paths.ts'
import { hostCertificates } from '../../system/certificates.ts'
import { readTextOrEmpty, writeIfChanged } from '../../system/files.ts'
import { osRelease } from '../../system/machine.ts'
import { askProgram } from '../../system/process.ts'
import { formatDeb822, sourcesOfRelease } from './apt-sources.ts'
import { hostAptSources, keptAptOptions } from './host-apt.ts'
import { mergePipSettings } from './pip-settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

// The only key ring that every Debian image has.
const debianKeys = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Writes what the image builds must know of this machine; every file always exists, and may be empty. */
export function writeBuildSettings(dir: string): void {
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o700)
  const write = (file: string, text: string) => writeIfChanged(join(dir, file), text, 0o600)
  write(buildSecrets.ca, hostCertificates())
  write(buildSecrets.pip, mergePipSettings(pipFiles(process.env).map(readTextOrEmpty), process.env))
  write(buildSecrets.maven, withoutHostPaths(readTextOrEmpty(join(homedir(), '.m2/settings.xml'))))
  write(buildSecrets.apt, osRelease().codename === 'bookworm' ? debianSources() : '')
  write(buildSecrets.aptconf, keptAptOptions(askProgram('apt-config', 'dump') ?? ''))
}

/** A settings.xml without the folder where the person's Maven keeps its own downloads. */
export function withoutHostPaths(settings: string): string {
  return settings.replace(/\s*<localRepository>[^<]*<\/localRepository>/g, '')
}

/** The files that pip reads, least important first. */
export function pipFiles(env: Environment): readonly string[] {
  const home = homedir()
  // pip's own way to say that no file is to be read.
  if (env['PIP_CONFIG_FILE'] === '/dev/null') return []
  return [
    '/Library/Application Support/pip/pip.conf',
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
    join(home, '.pip/pip.conf'),
    join(home, 'Library/Application Support/pip/pip.conf'),
    join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pip/pip.conf'),
    ...(env['PIP_CONFIG_FILE'] ? [env['PIP_CONFIG_FILE']] : []),
  ]
}

function debianSources(): string {
  const known = sourcesOfRelease(hostAptSources(), 'bookworm').filter(
    ({ signedBy }) => signedBy === undefined || signedBy === debianKeys || signedBy.includes('BEGIN PGP'),
  )
  return formatDeb822(known)
}
