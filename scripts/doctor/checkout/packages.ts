import { join } from 'node:path'
import { ok, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const packages: DoctorCheck = {
  id: 'packages',
  title: 'the npm packages match package-lock.json',
  what: 'campus runs on the packages in `node_modules`, in the versions named in `package-lock.json`. `bin/campus` installs the packages that differ; an `npm install` by hand, or a copied `node_modules`, can leave older ones there.',
  see: 'npm ls --depth=0',
  fix: 'Install exactly the locked versions: `npm ci`. If npm is missing: `sudo apt-get install nodejs npm`, or Node.js from its own site; an older version is enough. If `node_modules` is a link, remove the link, and `bin/campus` creates a folder.',
  look({ folders, disk }) {
    const read = (file: string) => versions(disk.read(join(folders.root, file)))
    const wanted = read('package-lock.json')
    const installed = read('node_modules/.package-lock.json')
    const wrong = [...installed].flatMap(([path, version]) => {
      const right = wanted.get(path)
      return right === version ? [] : [`${path} is ${version}, expected: ${right ?? 'none'}`]
    })
    if (installed.size > 0 && wrong.length === 0) return ok(`${installed.size} packages, as locked`)
    const says =
      installed.size === 0
        ? 'the installed packages are not known'
        : `${wrong.length} of ${installed.size} packages have another version`
    return warn(says, [{ says: 'Install the locked versions.', command: 'npm ci' }], wrong.slice(0, 10))
  },
}

/** Path -> version, of both of npm's lock files. */
function versions(text: string): ReadonlyMap<string, string> {
  const { packages = {} } = parse(text)
  return new Map(
    Object.entries(packages).flatMap(([path, { version }]) =>
      path === '' || version === undefined ? [] : [[path, version] as const],
    ),
  )
}

function parse(text: string): { packages?: Readonly<Record<string, { version?: string }>> } {
  try {
    return JSON.parse(text || '{}')
  } catch {
    return {}
  }
}
