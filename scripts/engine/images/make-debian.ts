import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSecrets } from '../../plan/container-paths.ts'
import { asRoot } from '../../system/as-root.ts'
import type { Row } from '../../system/board.ts'
import { readTextOrEmpty, writeAtomic } from '../../system/files.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
import { runDocker } from '../docker-cli.ts'
import type { Engine } from '../find-engine.ts'
import { ensureMmdebstrap } from './install-mmdebstrap.ts'

type Options = {
  readonly environment: string
  readonly image: string
  readonly stateDir: string
  readonly row: Row
}

/**
 * Builds a small Debian from the distribution's packages and imports it into the engine. With mmdebstrap: it took 17 s where
 * debootstrap took 26 s. The image gets its name only when it is complete.
 */
export async function makeDebian(engine: Engine, options: Options): Promise<void> {
  const { row, stateDir, image, environment } = options
  await ensureMmdebstrap(row)
  await endOrphans(stateDir)
  await removeLeftovers(stateDir)
  const folder = workFolder(stateDir)
  const tar = join(folder, 'debian.tar')
  try {
    const made = await asRoot(
      { argv: ['env', `TMPDIR=${folder}`, ...mmdebstrapArgv(tar, join(stateDir, 'build'))] },
      { onLine: (line) => tell(row, line) },
    )
    if (made.exitCode !== 0) {
      throw new UserError(`Debian could not be built from its packages:\n${lastLines(made.stderr)}`, {
        id: 'base-not-made',
        hint: 'Check whether the Debian mirror answers: sudo apt-get update',
      })
    }
    row.doing('importing Debian')
    const labels = [`campus.environment=${environment}`, 'campus.role=debian'].flatMap((label) => [
      '--change',
      `LABEL ${label}`,
    ])
    const imported = await runDocker(engine, ['import', ...labels, '--change', 'CMD ["bash"]', tar, image])
    if (imported.exitCode !== 0) {
      throw new UserError(`Debian could not be imported as ${image}:\n${lastLines(imported.stderr)}`, {
        id: 'base-not-made',
      })
    }
  } finally {
    await removeLeftovers(stateDir)
  }
}

function mmdebstrapArgv(tar: string, settingsDir: string): readonly string[] {
  const sources = join(settingsDir, buildSecrets.apt)
  const hasSources = readTextOrEmpty(sources) !== ''
  // As in Debian's official slim image.
  const dropped = ['doc', 'man', 'locale', 'info', 'lintian', 'linda', 'groff']
  return [
    'mmdebstrap',
    '--variant=minbase',
    '--include=ca-certificates',
    '--dpkgopt=force-unsafe-io',
    ...dropped.map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    '--dpkgopt=path-include=/usr/share/doc/*/copyright',
    `--aptopt=${join(settingsDir, buildSecrets.aptconf)}`,
    // Each build brings the settings of its own day.
    '--customize-hook=rm -f "$1"/etc/apt/apt.conf.d/99mmdebstrap',
    ...(hasSources
      ? [
          '--customize-hook=mv "$1"/etc/apt/sources.list.d/*.sources "$1"/etc/apt/sources.list.d/debian.sources',
        ]
      : []),
    'bookworm',
    tar,
    // Without a mirror of its own, mmdebstrap uses Debian's.
    ...(hasSources ? [sources] : []),
  ]
}

/** A new folder for the work, not in the checkout: a home may forbid devices. Its name is kept for `removeLeftovers`. */
function workFolder(stateDir: string): string {
  const folder = mkdtempSync('/var/tmp/campus-debian-')
  mkdirSync(stateDir, { recursive: true })
  writeAtomic(notePath(stateDir), folder, 0o600)
  return folder
}

/**
 * A run that was killed may have left mmdebstrap behind, which goes on writing into its folder: it and its children are
 * known by their TMPDIR.
 */
async function endOrphans(stateDir: string): Promise<void> {
  const folder = readTextOrEmpty(notePath(stateDir))
  if (folder === '') return
  const script = `
    found=yes
    while [ -n "$found" ]; do
      found=
      for process in /proc/[0-9]*; do
        if tr '\\0' '\\n' 2> /dev/null < "$process/environ" | grep -qxF "$1"; then
          kill -9 "\${process#/proc/}" && found=yes
        fi
      done
    done`
  await asRoot({ argv: ['sh', '-c', script, 'sh', `TMPDIR=${folder}`] })
}

/** Removes the folder of this run, or of one that was killed. What only root can remove may wait for the next run. */
async function removeLeftovers(stateDir: string): Promise<void> {
  const folder = readTextOrEmpty(notePath(stateDir))
  if (!/^\/var\/tmp\/campus-debian-\w+$/.test(folder)) return
  // mmdebstrap mounts in a namespace of its own; should that ever change, /dev and /proc must not be emptied here.
  if (readTextOrEmpty('/proc/self/mounts').includes(` ${folder}/`)) return
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    await asRoot({ argv: ['rm', '-rf', '--one-file-system', folder] })
  }
  rmSync(notePath(stateDir), { force: true })
}

function notePath(stateDir: string): string {
  return join(stateDir, 'debian-work')
}

/** What mmdebstrap says that it does, in fewer words. */
function tell(row: Row, line: string): void {
  const found = stages.find(([pattern]) => pattern.test(line))
  if (found) row.doing(`building Debian from packages: ${found[1]}`)
}

const stages = [
  [/^I: running apt-get update/, 'lists'],
  [/^I: downloading packages/, 'download'],
  [/^I: extracting archives/, 'unpacking'],
  [/^I: installing/, 'setting up'],
  [/^I: creating tarball/, 'packing'],
] as const
