import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/* A clone has the modes of the person's umask: what a container's user must read or run gets its mode where it enters the image. */
test.each(globSync('compose/**/*Dockerfile', { cwd: root }))(
  '%s sets the mode of all that it copies',
  (file) => {
    const copies = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => /^COPY (?!.*--from=builder )/.test(line))
    expect(copies.filter((line) => !/ --chmod=(?:755|644) /.test(line))).toEqual([])
  },
)
