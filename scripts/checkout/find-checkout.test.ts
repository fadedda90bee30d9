import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findCheckout } from './find-checkout.ts'

const folders: string[] = []

/** A folder with a checkout in `here`, of these files. */
function folderWith(files: readonly string[], text = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'campus-checkout-'))
  folders.push(folder)
  for (const file of ['here/README.md', ...files.map((name) => `here/${name}`)]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const richie = [
  'src/richie/__init__.py',
  'pyproject.toml',
  'sandbox/__init__.py',
  'sandbox/manage.py',
  'sandbox/settings.py',
]
const site = 'sites/mine/src/backend'
const factory = [
  `${site}/__init__.py`,
  `${site}/manage.py`,
  `${site}/mine/__init__.py`,
  `${site}/mine/settings.py`,
  'sites/mine/requirements/base.txt',
]

test.each([
  ['a Richie', richie, undefined, ['src'], 'src/richie', null],
  ['its sandbox', richie, 'sandbox/settings.py', ['src', 'sandbox'], 'sandbox', 'settings'],
  ['a site by its file', factory, `${site}/mine/settings.py`, [site], site, 'mine.settings'],
  ['a site by its module', factory, 'mine.settings', [site], site, 'mine.settings'],
  [
    'a package of settings',
    [...factory, `${site}/mine/conf/__init__.py`],
    'mine.conf',
    [site],
    site,
    'mine.conf',
  ],
  [
    'a project without a manage.py',
    ['a/b/__init__.py', 'a/b/settings.py', 'requirements.txt'],
    'b.settings',
    ['a'],
    'a',
    'b.settings',
  ],
  [
    'a project at the top',
    ['manage.py', 'b/settings.py', 'requirements.txt'],
    'b/settings.py',
    ['.'],
    '.',
    'b.settings',
  ],
])(
  '%s is imported from where Python finds it',
  (_, files, settings, importFolders, workingFolder, module) => {
    const folder = folderWith(files)
    const { facts, problem } = findCheckout({ checkout: 'here', settings }, folder, false)
    expect(problem).toBeUndefined()
    expect(facts).toMatchObject({
      path: join(folder, 'here'),
      importFolders,
      workingFolder,
      settings: module,
    })
  },
)

test.each([
  ['a folder that is not there', [], { checkout: 'gone' }, /There is no folder/, /git clone/],
  ['no Richie', ['setup.py'], { checkout: 'here' }, /has no src\/richie/, /settings: sites\/mysite/],
  [
    'a site factory without its settings',
    factory,
    { checkout: 'here' },
    /has no src\/richie/,
    /mine\/settings\.py/,
  ],
  [
    'settings that are not there',
    factory,
    { checkout: 'here', settings: 'mime.settings' },
    /no settings mime/,
    /settings: sites\/mine/,
  ],
  [
    'settings outside',
    factory,
    { checkout: 'here', settings: '../x/settings.py' },
    /no settings/,
    /It has these/,
  ],
  [
    'nothing to install',
    factory.slice(0, -1),
    { checkout: 'here', settings: 'mine.settings' },
    /lists the packages that the site needs/,
    /requirements\.txt/,
  ],
])('%s is told with what fixes it', (_, files, source, message, hint) => {
  const { problem } = findCheckout(source, folderWith(files), false)
  expect(problem?.message).toMatch(message)
  expect(problem?.hint).toMatch(hint)
})

const changelog = (version: string) => `## [Unreleased]\n\n## [${version}] - 2020-01-01\n`

test.each([
  ['2.25.1', true],
  ['2.26.0', false],
  ['3.5.1', false],
])('a Richie of version %s is too old: %s', (version, isTooOld) => {
  const folder = folderWith(richie)
  writeFileSync(join(folder, 'here/CHANGELOG.md'), changelog(version))
  const { problem } = findCheckout({ checkout: 'here' }, folder, false)
  const says = `Richie 2.26.0 and later run here (Django 4.2), got ${version}`
  expect(problem?.message.endsWith(says) ?? false).toBe(isTooOld)
})

test('a site that names too old a Richie is told so', () => {
  const folder = folderWith(factory, 'Django<4\nrichie==2.20.0\n')
  const { problem } = findCheckout({ checkout: 'here', settings: 'mine.settings' }, folder, false)
  expect(problem?.message).toContain('got 2.20.0')
  expect(problem?.hint).toContain('Its requirements')
})

test('what fixes it names the folder as the spec does, and Richie is not cloned in place of a site', () => {
  const folder = folderWith(factory)
  expect(findCheckout({ checkout: 'here' }, folder, false).problem?.hint).toContain(
    '{ checkout: here, settings: ',
  )
  const gone = findCheckout({ checkout: 'gone', settings: 'mine.settings' }, folder, false)
  expect(gone.problem?.hint).not.toContain('openfun/richie')
})

test('its owner is that of the folder, and root in a rootless engine', () => {
  const folder = folderWith(richie)
  const { uid, gid } = statSync(join(folder, 'here'))
  expect(findCheckout({ checkout: 'here' }, folder, false).facts.owner).toEqual({ uid, gid })
  expect(findCheckout({ checkout: 'here' }, folder, true).facts.owner).toEqual({ uid: 0, gid: 0 })
})

test('a path from the home folder is that of the person', () => {
  expect(findCheckout({ checkout: '~/gone' }, '/nowhere', false).facts.path).toBe(join(homedir(), 'gone'))
})

test('the hash changes with requirement files, and with nothing else', () => {
  const folder = folderWith(factory, 'richie==3.5.1\n')
  const hash = () =>
    findCheckout({ checkout: 'here', settings: 'mine.settings' }, folder, false).facts.requirements
  const before = hash()
  writeFileSync(join(folder, 'here', site, 'mine/settings.py'), 'DEBUG = True\n')
  writeFileSync(join(folder, 'here/README.md'), 'edited\n')
  expect(hash()).toBe(before)
  writeFileSync(join(folder, 'here/sites/mine/requirements/base.txt'), 'richie==3.5.0\n')
  expect(hash()).not.toBe(before)
})
