import type { Row } from '../system/board.ts'
import { UserError } from '../system/user-error.ts'
import { aptStep, installStep, runAptStep } from '../system/apt.ts'
import { agreeToRoot, isRoot } from '../system/as-root.ts'
import { lastLines } from '../system/last-lines.ts'
import { hasProgram } from '../system/machine.ts'
import { osRelease } from '../system/os-release.ts'

/** Makes sure of mmdebstrap, and of root: it makes a Debian with files of many owners. */
export async function ensureMmdebstrap(row: Row): Promise<void> {
  const isInstalled = hasProgram('mmdebstrap')
  if (isInstalled && isRoot()) return
  const { id } = osRelease()
  if (!isInstalled && id !== 'debian' && id !== 'ubuntu')
    throw new UserError(
      'No registry answered, and Debian can be made of its packages only with mmdebstrap.',
      {
        hint: 'Let the engine reach a registry: docker pull debian:bookworm-slim\nOr install mmdebstrap',
      },
    )
  const install = installStep(['mmdebstrap', ...(id === 'ubuntu' ? ['debian-archive-keyring'] : [])])
  const make = { argv: ['mmdebstrap', '--variant=minbase', 'bookworm'] }
  await agreeToRoot(row, 'Making Debian of its packages', isInstalled ? [make] : [install, make])
  if (isInstalled) return
  const apt = (step: typeof install) => runAptStep(step, (text) => row.doing(text))
  row.doing('installing mmdebstrap')
  let installed = await apt(install)
  if (installed.exitCode !== 0) {
    // Package lists that are missing, or older than the mirror.
    await apt(aptStep('update'))
    installed = await apt(install)
  }
  if (installed.exitCode !== 0)
    throw new UserError(`mmdebstrap could not be installed:\n${lastLines(installed.stderr)}`)
}
