import { renameSync, writeFileSync } from 'node:fs'

/** Says in one line how far the start is; replaced at once, so that the gateway never reads half a line. */
export function writeStatus(path: string | undefined, line: string): void {
  if (path !== undefined && path !== '') {
    writeFileSync(`${path}.new`, `${line}\n`)
    renameSync(`${path}.new`, path)
  }
}
