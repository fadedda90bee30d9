import { aptStep, installStep } from '../system/apt.ts'
import type { RootStep } from '../system/as-root.ts'
import type { Machine } from '../system/machine.ts'
import { formatDeb822, siblingRelease, type AptSource } from './indexes/apt-sources.ts'

/** How to install an engine on this machine: by steps that campus can run, or by hand. */
export type InstallPlan =
  | { readonly kind: 'steps'; readonly steps: readonly RootStep[] }
  | { readonly kind: 'by-hand'; readonly reason: string; readonly hint: string }

/** Packages from elsewhere with an engine or its client, which Debian's own would remove or conflict with. */
export const foreignPackages = [
  'docker-ce',
  'docker-ce-cli',
  'containerd.io',
  'podman-docker',
  'docker-desktop',
]

const trixiePackages = [
  'docker.io',
  'docker-cli',
  'docker-compose',
  'docker-buildx',
  'containerd',
  'iptables',
]
const ubuntuPackages = ['docker.io', 'docker-compose-v2', 'docker-buildx', 'iptables']

/** Whatever we may install. */
export const enginePackages: readonly string[] = [...new Set([...trixiePackages, ...ubuntuPackages])]

const sourceFile = '/etc/apt/sources.list.d/campus-trixie.sources'
const pinFile = '/etc/apt/preferences.d/campus-trixie'
// Below every other priority: only what is asked for by name comes from there.
const pin = 'Package: *\nPin: release n=trixie\nPin-Priority: 50\n'

/** Chooses how to install Docker. Bookworm's own engine is too old: there the next release's packages are taken. */
export function planInstall(found: {
  readonly machine: Machine
  readonly sources: readonly AptSource[]
  /** Those of `foreignPackages` that are installed. */
  readonly foreign: readonly string[]
}): InstallPlan {
  const { machine, sources, foreign } = found
  if (machine.platform !== 'linux')
    return byHand('Docker is not installed.', 'Install Docker Desktop, OrbStack or Colima, and start it')
  if (machine.isWsl) {
    return byHand(
      'Docker is not installed in this WSL distribution.',
      'Turn on WSL integration in Docker Desktop (Settings, Resources), or install Docker in this distribution',
    )
  }
  if (foreign.length > 0) {
    return byHand(
      `Docker is only partly installed (${foreign.join(', ')}), and campus does not complete it.`,
      'sudo apt-get install docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin',
    )
  }
  const { id, versionId, codename } = machine.os
  if (id === 'ubuntu' && Number.parseFloat(versionId) >= 24.04) return steps([], ubuntuPackages)
  if (id === 'debian' && codename === 'bookworm') return planBookworm(sources)
  // Testing and unstable have no version.
  if (id === 'debian' && (versionId === '' || Number(versionId) >= 13)) return steps([], trixiePackages)
  return byHand('Docker is not installed.', handsOn(id))
}

function planBookworm(sources: readonly AptSource[]): InstallPlan {
  const packages = trixiePackages.map((name) => (name === 'iptables' ? name : `${name}/trixie`))
  if (sources.some(({ suites }) => suites.includes('trixie'))) return steps([], packages)
  const trixie = siblingRelease(sources, 'bookworm', 'trixie')
  if (!trixie) {
    return byHand(
      "Debian 12's own Docker is too old, and this machine's apt has no Debian mirror for Debian 13's.",
      'Add a source for trixie to /etc/apt/sources.list.d, with Pin-Priority: 50, then run the same command again',
    )
  }
  // The pin first: an interruption between the two must not open the machine to the next release.
  return steps(
    [
      { argv: ['tee', pinFile], input: pin },
      { argv: ['tee', sourceFile], input: formatDeb822([trixie]) },
    ],
    packages,
  )
}

function steps(before: readonly RootStep[], packages: readonly string[]): InstallPlan {
  return { kind: 'steps', steps: [...before, aptStep('update'), installStep(packages)] }
}

function byHand(reason: string, hint: string): InstallPlan {
  return { kind: 'by-hand', reason, hint }
}

function handsOn(id: string): string {
  switch (id) {
    case 'fedora':
      return 'sudo dnf install moby-engine docker-cli docker-compose docker-buildx\nsudo systemctl enable --now docker'
    case 'arch':
      return 'sudo pacman -S docker docker-compose docker-buildx\nsudo systemctl enable --now docker'
    case 'opensuse-leap':
    case 'opensuse-tumbleweed':
      return 'sudo zypper install docker docker-compose docker-buildx\nsudo systemctl enable --now docker'
    case 'alpine':
      return 'sudo apk add docker docker-cli-compose docker-cli-buildx\nsudo rc-service docker start'
    default:
      return 'Install Docker 25 or newer with its compose and buildx plugins, and start it'
  }
}
