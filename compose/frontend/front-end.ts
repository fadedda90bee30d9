import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Problem } from './problem.ts'

/** A front end as its package.json describes it: Richie's own, or that of a site factory on top of the npm package `richie-education`. */
export type FrontEnd = {
  readonly folder: string
  readonly scripts: Readonly<Record<string, string>>
  /** Folder in which webpack writes index.js and its chunks. */
  readonly jsFolder: string
  /** The stylesheet that sass writes. */
  readonly cssFile: string
  /** Richie itself is one of its packages. */
  readonly isOnTopOfRichie: boolean
}

/** Where webpack.config.js of Richie writes to, from its own folder. */
const richieJsFolder = '../richie/static/richie/js/build'

const leaveAlone = 'To skip building the front end, set richie: { source: { frontend: none } }'

export function readFrontEnd(folder: string): FrontEnd {
  const { scripts = {}, dependencies = {} } = readPackage(folder)
  for (const name of ['build-ts', 'build-sass']) {
    if (scripts[name] === undefined) {
      throw new Problem(
        `package.json has no script "${name}", which Richie and its site factories have. ${leaveAlone}`,
      )
    }
  }
  const isOnTopOfRichie = dependencies['richie-education'] !== undefined
  const js = /--output-path[= ]\s*(\S+)/.exec(scripts['build-ts'] ?? '')?.[1] ?? richieJsFolder
  const css = /(?:^|[\s:])([^\s:]+\.css)(?:\s|$)/.exec(scripts['build-sass'] ?? '')?.[1]
  if (css === undefined) {
    throw new Problem(
      `The script "build-sass" in package.json does not say which .css file it writes. ${leaveAlone}`,
    )
  }
  return { folder, scripts, jsFolder: resolve(folder, js), cssFile: resolve(folder, css), isOnTopOfRichie }
}

type Package = {
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}

function readPackage(folder: string): Package {
  const file = join(folder, 'package.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Package
  } catch (error) {
    throw new Problem(`Cannot read ${file}: ${(error as Error).message}`)
  }
}
