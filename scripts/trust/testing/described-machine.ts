import type { Surroundings } from '../surroundings.ts'

/** For tests: a machine as its programs and files, `/home/ada` its home. A path with a null text is a folder. */
export function describedMachine(described: {
  readonly platform?: NodeJS.Platform
  readonly isWsl?: boolean
  readonly env?: Surroundings['env']
  readonly programs?: readonly string[]
  readonly files?: Readonly<Record<string, string | null>>
}): Surroundings {
  const { platform = 'linux', isWsl = false, env = {}, programs = [], files = {} } = described
  const paths = Object.keys(files)
  return {
    machine: { platform, isWsl },
    env,
    home: '/home/ada',
    has: (program) => programs.includes(program),
    exists: (path) => paths.some((file) => file === path || file.startsWith(`${path}/`)),
    list: (folder) => {
      const inside = paths.filter((file) => file.startsWith(`${folder}/`))
      return [...new Set(inside.map((file) => file.slice(folder.length + 1).split('/')[0] ?? ''))].toSorted()
    },
    read: (path) => files[path] ?? '',
    follow: (path) => path,
  }
}
