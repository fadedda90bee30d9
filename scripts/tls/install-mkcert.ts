import { installPackages, installStep } from '../system/apt.ts'
import { agreeToRoot } from '../system/as-root.ts'
import type { Row } from '../system/board.ts'
import { hasProgram, osRelease } from '../system/machine.ts'
import { lastLines } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'

export type Tool = 'mkcert' | 'certutil'

export type Tools = {
  readonly mkcert: boolean
  readonly certutil: boolean
  /** What is still missing, why, and how to install it. */
  readonly said?: string
}

const debianPackages: Readonly<Record<Tool, string>> = { mkcert: 'mkcert', certutil: 'libnss3-tools' }

/** How other distributions install both, by the ID of /etc/os-release. */
const elsewhere: Readonly<Record<string, string>> = {
  fedora: 'sudo dnf install mkcert nss-tools',
  arch: 'sudo pacman -S mkcert nss',
}

/**
 * Offers to install mkcert, and certutil, which adds to browsers' stores, on Debian and Ubuntu. Never an error: without
 * mkcert our own authority is used.
 */
export async function ensureMkcert(
  row: Row,
  wanted: readonly Tool[] = ['mkcert', 'certutil'],
): Promise<Tools> {
  const missing = wanted.filter((tool) => !hasProgram(tool))
  if (missing.length === 0) return tools()
  const { id } = osRelease()
  if (id !== 'debian' && id !== 'ubuntu') return tools(missing, handsOn(id))
  const packages = missing.map((tool) => debianPackages[tool])
  try {
    await agreeToRoot(row, `Installing ${missing.join(' and ')}`, [installStep(packages)])
  } catch (error) {
    if (error instanceof UserError) return tools(missing, `To install them:\n  ${error.hint}`)
    throw error
  }
  row.doing(`installing ${missing.join(' and ')}`)
  const installed = await installPackages(packages, (text) => row.doing(text))
  if (installed.exitCode === 0) return tools()
  return tools(missing, `apt could not install them:\n${lastLines(installed.stderr, 3)}`)
}

function tools(missing: readonly Tool[] = [], wayOut?: string): Tools {
  const found = { mkcert: hasProgram('mkcert'), certutil: hasProgram('certutil') }
  if (missing.length === 0) return found
  return { ...found, said: `Missing: ${missing.join(' and ')}. ${wayOut ?? ''}`.trim() }
}

function handsOn(id: string): string {
  if (process.platform === 'darwin') return 'To install them: brew install mkcert nss'
  const command = elsewhere[id]
  return command === undefined ? '' : `To install them: ${command}`
}
