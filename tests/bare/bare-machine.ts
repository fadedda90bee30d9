import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBuildSettings } from '../../scripts/engine/indexes/build-settings.ts'
import { run, type RunResult } from '../../scripts/system/process.ts'

const rootDir = join(import.meta.dirname, '../..')

/** A machine without Docker: a privileged container of a small Debian, in which an engine of its own can be installed. */
export type BareMachine = {
  readonly name: string
  /** Runs a shell script in it, as root unless another user is named. */
  readonly sh: (
    script: string,
    options?: { user?: string; onLine?: (line: string) => void },
  ) => Promise<RunResult>
  readonly remove: () => Promise<void>
}

export type BareOptions = {
  readonly name: string
  /** An image of Debian bookworm. */
  readonly image: string
  /** Address of a registry that the machine's engine will ask first, as a mirror. */
  readonly mirror?: string
  /** A port to publish on a free port of the outer machine's loopback. */
  readonly publish?: number
  /** Folders of the outer machine that it sees at the same path: ro or rw. */
  readonly folders?: Readonly<Record<string, 'ro' | 'rw'>>
}

/**
 * Starts one. Its network is its own: with the host's, the engine inside would rewrite the outer one's firewall. The
 * checkout is at /checkout, read-only; the settings of the host that downloads need are put where Debian looks for them.
 */
export async function startBareMachine({
  name,
  image,
  mirror,
  publish,
  folders = {},
}: BareOptions): Promise<BareMachine> {
  const settings = mkdtempSync(join(tmpdir(), 'campus-bare-'))
  writeBuildSettings(settings)
  const machine: BareMachine = {
    name,
    sh: (script, options = {}) =>
      run(['docker', 'exec', '--user', options.user ?? 'root', name, 'sh', '-c', script], options),
    async remove() {
      await removeMachine(name)
      rmSync(settings, { recursive: true, force: true })
    },
  }
  // One that an earlier trial left behind.
  await removeMachine(name)
  const oldNode = await installOldNode(settings)
  const mounts = [
    `--volume=${rootDir}:/checkout:ro`,
    `--volume=${oldNode}:/opt/old-node:ro`,
    `--volume=${settings}:/settings:ro`,
    // An overlay can't hold the engine's own overlays.
    `--volume=${name}:/var/lib/docker`,
    ...Object.entries(folders).map(([folder, access]) => `--volume=${folder}:${folder}:${access}`),
  ]
  // --init: somebody must bury the dead.
  const started = await run([
    'docker',
    'run',
    '--detach',
    '--init',
    '--privileged',
    '--env=NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
    `--name=${name}`,
    ...mounts,
    ...(publish === undefined ? [] : [`--publish=127.0.0.1::${publish}`]),
    image,
    'sleep',
    'infinity',
  ])
  if (started.exitCode !== 0) throw new Error(started.stderr)
  const prepared = await machine.sh(`
    set -e
    install -D -m 644 /settings/ca.pem /usr/local/share/ca-certificates/host.crt
    update-ca-certificates
    install -m 644 /settings/apt.conf /etc/apt/apt.conf.d/99host
    [ ! -s /settings/debian.sources ] || install -m 644 /settings/debian.sources /etc/apt/sources.list.d/debian.sources
    ln -s /opt/old-node/node_modules/.bin/node /opt/old-node/node_modules/.bin/npm /usr/local/bin/
    echo force-unsafe-io > /etc/dpkg/dpkg.cfg.d/unsafe-io # it is thrown away: nothing need reach the disk
    mkdir -p /etc/docker
    echo '${JSON.stringify(mirror === undefined ? {} : mirrorSettings(mirror))}' > /etc/docker/daemon.json
  `)
  if (prepared.exitCode !== 0) throw new Error(prepared.stderr)
  return machine
}

async function removeMachine(name: string): Promise<void> {
  await run(['docker', 'rm', '--force', name])
  await run(['docker', 'volume', 'rm', '--force', name])
}

/** An old Node with its npm, from npm: what a person's machine may have. The toolkit brings its own. */
async function installOldNode(folder: string): Promise<string> {
  const old = join(folder, 'old-node')
  const packages = [`node-linux-${process.arch}@20.20.2`, 'npm@10.9.9']
  const argv = [
    'npm',
    'install',
    '--no-save',
    '--ignore-scripts',
    '--loglevel=error',
    '--prefix',
    old,
    ...packages,
  ]
  const { exitCode, stderr } = await run(argv, { cwd: folder })
  if (exitCode !== 0) throw new Error(stderr)
  return old
}

function mirrorSettings(mirror: string): object {
  return { 'registry-mirrors': [`http://${mirror}`], 'insecure-registries': [mirror] }
}
