import { readdirSync } from 'node:fs'
import { asRoot, type RootStep } from './as-root.ts'
import { askProgram, type RunResult } from './process.ts'
import { proxyVariables } from './proxy.ts'

// Another apt may be running: unattended upgrades take minutes.
const lockWaitSeconds = 300

/** `apt-get` without questions; waits while another apt is running. */
export function aptStep(...words: readonly string[]): RootStep {
  return { argv: ['apt-get', '-o', `DPkg::Lock::Timeout=${lockWaitSeconds}`, ...words] }
}

/** Installs what is missing; upgrades and removes nothing. */
export function installStep(packages: readonly string[]): RootStep {
  return aptStep('install', '-y', '--no-install-recommends', '--no-remove', '--no-upgrade', ...packages)
}

/**
 * What an interrupted installation left undone, if there was one. A package that was cut off while it was unpacked must
 * go before apt does anything: of those only `ours`, which are installed again right after.
 */
export function repairSteps(ours: readonly string[]): readonly RootStep[] {
  if ((askProgram('dpkg', '--audit') ?? '') === '' && !hasJournal()) return []
  const states = askProgram('dpkg-query', '-W', '-f', '${Package} ${db:Status-Eflag}\n') ?? ''
  const torn = tornPackages(states).filter((name) => ours.includes(name))
  const remove = { argv: ['dpkg', '--remove', '--force-remove-reinstreq', '--force-depends', ...torn] }
  return [...(torn.length > 0 ? [remove] : []), { argv: ['dpkg', '--configure', '-a'] }]
}

/** The packages that dpkg wants to have installed again. */
export function tornPackages(states: string): readonly string[] {
  return states.split('\n').flatMap((line) => /^(\S+) reinstreq$/.exec(line)?.[1] ?? [])
}

/** Runs one step of an installation; `onText` is called with what is being fetched or unpacked. */
export function runAptStep(step: RootStep, onText: (text: string) => void): Promise<RunResult> {
  // sudo drops the environment: what apt needs from it goes on the command line.
  const settings = { ...proxyVariables(process.env), DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
  const env = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return asRoot(
    { ...step, argv: ['env', ...env, ...step.argv] },
    {
      onLine: (line) => {
        const text = describeAptLine(line)
        if (text !== undefined) onText(text)
      },
    },
  )
}

/** Installs packages, once more with fresh package lists where that fails: they may be missing, or older than the mirror. */
export async function installPackages(
  packages: readonly string[],
  onText: (text: string) => void,
): Promise<RunResult> {
  const install = installStep(packages)
  const installed = await runAptStep(install, onText)
  if (installed.exitCode === 0) return installed
  await runAptStep(aptStep('update'), onText)
  return await runAptStep(install, onText)
}

/** A line of apt's output as progress; undefined where it is none. */
export function describeAptLine(line: string): string | undefined {
  const need = /^Need to get ([\d.,]+ \wB)/.exec(line)
  if (need) return `downloading ${need[1]}`
  if (line.startsWith('Waiting for cache lock')) return 'waiting for another apt to finish'
  if (/^(Hit|Get|Ign):\d+ .*InRelease/.test(line)) return 'reading the package lists'
  if (line.startsWith('Unpacking ')) return 'unpacking'
  if (line.startsWith('Setting up ')) return 'setting up'
  return undefined
}

/** Packages of a list that are installed here. */
export function installedPackages(names: readonly string[]): readonly string[] {
  return names.filter((name) =>
    (askProgram('dpkg-query', '-W', '-f', '${db:Status-Status}', name) ?? '').startsWith('installed'),
  )
}

function hasJournal(): boolean {
  try {
    return readdirSync('/var/lib/dpkg/updates').length > 0
  } catch {
    return false
  }
}
