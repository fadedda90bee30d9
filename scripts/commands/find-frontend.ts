import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folder of a checkout's front end, below it: beside the code of its site (`sites/funmooc/src/backend` has
 * `sites/funmooc/src/frontend`), else where Richie has its own. Null where there is none.
 */
export function findFrontend(path: string, importFolders: readonly string[]): string | null {
  // The site's own folder stands last, and comes before Richie's.
  const beside = importFolders
    .toReversed()
    .flatMap((folder) => [join(folder, '../frontend'), join(folder, 'frontend')])
  const candidates = [...beside, 'src/frontend', 'frontend']
  return candidates.find((folder) => existsSync(join(path, folder, 'package.json'))) ?? null
}
