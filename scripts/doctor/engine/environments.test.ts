import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { listFolder } from '../../system/files.ts'
import { container } from '../testing/any-machine.ts'
import { isCheckoutGone } from './environments.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-environments-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'src/campus'), { recursive: true })
  mkdirSync(join(folder, 'unmounted'))
})

const disk = { list: listFolder }
const at = (checkout: string) =>
  container({ name: 'x', environment: 'x', file: join(folder, checkout, 'generated/compose.yaml') })

test.each([
  ['a checkout that is there, before its files are', 'src/campus', false],
  ['one that was deleted beside others', 'src/old', true],
  ['one in a folder that is not here', 'nobody/src/campus', false],
  ['one on a disk that is not mounted', 'unmounted/campus', false],
])('whether %s is gone', (_title, checkout, isGone) => {
  expect(isCheckoutGone(at(checkout), disk)).toBe(isGone)
})

test('a container that does not tell its compose file is of no checkout that is gone', () => {
  expect(isCheckoutGone(container({ name: 'x', environment: 'x' }), disk)).toBe(false)
})

test("a checkout in another person's closed folder is not gone", () => {
  const home = join(folder, 'eve')
  mkdirSync(join(home, 'campus'), { recursive: true })
  chmodSync(folder, 0o711)
  chmodSync(home, process.getuid?.() === 0 ? 0o700 : 0)
  onTestFinished(() => chmodSync(home, 0o700))
  expect(listAsSomebody(home), 'it can not be seen into').toEqual([])
  expect(isCheckoutGone(at('eve/campus'), { list: listAsSomebody })).toBe(false)
  expect(isCheckoutGone(at('eve/old'), { list: listAsSomebody })).toBe(false)
})

/** As `listFolder`, without the rights of root, to whom nothing is closed. */
function listAsSomebody(path: string): readonly string[] {
  const asSomebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const { stdout } = spawnSync('ls', [path], { ...asSomebody, cwd: '/', encoding: 'utf8' })
  return stdout.split('\n').filter((name) => name !== '')
}
