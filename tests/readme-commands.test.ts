import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeProgram } from '../scripts/command-line/program.ts'

/* README's command table, the Makefile and the command line name the same commands. */

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')
const [, table = ''] = /## Commands\n([\s\S]*?)\n## /.exec(read('README.md')) ?? []
const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
]

const commands = makeProgram().commands.map((command) => command.name())
const makefile = read('Makefile')
const targets = all(makefile, /^([a-z-]+):.*## /gm)
const madeBy = new Map(
  [...makefile.matchAll(/^([a-z-]+):.*\n\t@\$\(campus\) ([a-z-]+)/gm)].map(([, target, command]) => [
    target,
    command,
  ]),
)

test('every command of the table exists', () => {
  const named = all(table, /bin\/campus ([a-z-]+)/g)
  expect(named.length).toBeGreaterThan(5)
  expect(commands).toEqual(expect.arrayContaining(named))
  expect(targets).toEqual(expect.arrayContaining(all(table, /make ([a-z-]+)/g)))
})

test('every command is in the table, directly or by its make target', () => {
  const told = [
    ...all(table, /bin\/campus ([a-z-]+)/g),
    ...all(table, /make ([a-z-]+)/g).map((target) => madeBy.get(target) ?? ''),
  ]
  expect(told).toEqual(expect.arrayContaining(commands))
})

test('every make target but help is in the table', () => {
  expect(all(table, /make ([a-z-]+)/g)).toEqual(
    expect.arrayContaining(targets.filter((name) => name !== 'help')),
  )
})

test.each(['README.md', 'docs/lms-mock.md'])(
  '%s: the Node that the mock needs, and where an older npm puts the pinned one',
  (file) => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
    expect(read(file)).toContain(`Node.js ${engines.node.replace('>=', '')} or later`)
    // Not node_modules/.bin: npm 10 makes no link there.
    expect(read(file)).toContain('`node_modules/node-linux-*/bin/node`')
  },
)
