import { join } from 'node:path'
import { ok, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const packages: DoctorCheck = {
  id: 'packages',
  title: 'the npm packages are those of package-lock.json',
  what: 'campus runs on the packages in `node_modules`, each in the version that `package-lock.json` names. `bin/campus` installs them where they differ; an `npm install` by hand, or a `node_modules` that was copied, can leave older ones there.',
  see: 'npm ls --depth=0',
  fix: 'Install exactly what the lock file says: `npm ci`. Where npm is missing: `sudo apt-get install nodejs npm`, or Node.js from its own site; an old one will do. Where `node_modules` is a link: remove the link, and `bin/campus` makes a folder.',
  look({ folders, disk }) {
    const read = (file: string) => versions(disk.read(join(folders.root, file)))
    const wanted = read('package-lock.json')
    const installed = read('node_modules/.package-lock.json')
    const wrong = [...installed].flatMap(([path, version]) => {
      const right = wanted.get(path)
      return right === version ? [] : [`${path} is ${version}, wanted: ${right ?? 'none'}`]
    })
    if (installed.size > 0 && wrong.length === 0) return ok(`${installed.size} packages, as locked`)
    const says =
      installed.size === 0
        ? 'nothing says which packages are installed'
        : `${wrong.length} of ${installed.size} packages are of another version`
    return warn(says, [{ says: 'Install what the lock file says.', command: 'npm ci' }], wrong.slice(0, 10))
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
