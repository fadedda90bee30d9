import { installPackages, installStep } from '../../system/apt.ts'
import { agreeToRoot, isRoot } from '../../system/as-root.ts'
import type { Row } from '../../system/board.ts'
import { hasProgram, osRelease } from '../../system/machine.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'

/** Makes sure that mmdebstrap is installed and may use root: the Debian it builds has files of many owners. */
export async function ensureMmdebstrap(row: Row): Promise<void> {
  const isInstalled = hasProgram('mmdebstrap')
  if (isInstalled && isRoot()) return
  const { id } = osRelease()
  if (!isInstalled && id !== 'debian' && id !== 'ubuntu') {
    throw new UserError('No registry answered, and building Debian from its packages needs mmdebstrap.', {
      id: 'base-not-made',
      hint: 'Make a registry reachable for the engine: docker pull debian:bookworm-slim\nOr install mmdebstrap',
    })
  }
  const packages = ['mmdebstrap', ...(id === 'ubuntu' ? ['debian-archive-keyring'] : [])]
  const make = { argv: ['mmdebstrap', '--variant=minbase', 'bookworm'] }
  await agreeToRoot(
    row,
    'Building Debian from its packages',
    isInstalled ? [make] : [installStep(packages), make],
  )
  if (isInstalled) return
  row.doing('installing mmdebstrap')
  const installed = await installPackages(packages, (text) => row.doing(text))
  if (installed.exitCode !== 0) {
    throw new UserError(`mmdebstrap could not be installed:\n${lastLines(installed.stderr)}`, {
      id: 'base-not-made',
    })
  }
}
