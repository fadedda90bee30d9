import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A front end of three files in a temporary checkout, with a yarn that only runs its scripts. */
export type SmallFrontEnd = {
  /** Of the checkout, with a slash at its end. */
  readonly root: string
  /** `src/frontend` of the checkout. */
  readonly folder: string
  readonly jsFile: string
  readonly cssFile: string
  /** Where programs are found that begin with its yarn. */
  readonly path: string
  write(path: string, text: string): void
  remove(): void
}

const scripts = {
  'build-ts':
    'test ! -e fail && mkdir -p ../richie/js/build && cat js/index.tsx > ../richie/js/build/index.js --output-path ../richie/js/build',
  'build-sass': 'mkdir -p ../richie && cat scss/_main.scss > ../richie/main.css',
}

export function makeSmallFrontEnd(more: Readonly<Record<string, string>> = {}): SmallFrontEnd {
  const root = mkdtempSync(join(tmpdir(), 'campus-frontend-'))
  const folder = join(root, 'src/frontend')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('src/frontend/js/index.tsx', 'first\n')
  write('src/frontend/scss/_main.scss', 'body {}\n')
  write('src/frontend/package.json', JSON.stringify({ scripts: { ...scripts, ...more } }))
  write('bin/yarn', yarn)
  chmodSync(join(root, 'bin/yarn'), 0o755)
  return {
    root,
    folder,
    jsFile: join(root, 'src/richie/js/build/index.js'),
    cssFile: join(root, 'src/richie/main.css'),
    path: `${join(root, 'bin')}:${process.env['PATH']}`,
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Runs a script as it stands in package.json, without what is passed on, and records what it was asked. */
const yarn = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const [command, name] = process.argv.slice(2)
appendFileSync('../../asked', process.argv.slice(2).join(' ') + '\\n')
if (command === 'install') {
  if (existsSync('no-network')) { console.log('error An unexpected error occurred: "https://me:secret@npm.corp/a: ECONNREFUSED".'); process.exit(1) }
  process.exit(0)
}
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const script = scripts[name].replace(/ --output-path.*/, '')
const { status } = spawnSync('sh', ['-c', script], { stdio: 'inherit' })
process.exit(status ?? 1)
`
