import { expect, test } from 'vitest'
import { chromiumDatabases } from './browser-databases.ts'
import { describedMachine } from './testing/described-machine.ts'

const ada = '/home/ada'
const older = `${ada}/.pki/nssdb`
const newer = `${ada}/.local/share/pki/nssdb`
const snap = `${ada}/snap/chromium/current`
const flatpak = `${ada}/.var/app/org.chromium.Chromium`

test.each<[string, Parameters<typeof describedMachine>[0], readonly string[]]>([
  ['none without a browser', {}, []],
  ['the older place is made for a browser that has none', { programs: ['chromium'] }, [older]],
  ['a browser of a test tool counts', { files: { [`${ada}/.cache/ms-playwright`]: null } }, [older]],
  ['one is there without a browser', { files: { [`${older}/cert9.db`]: '' } }, [older]],
  [
    'the newer place is not hidden by a new database in the older one',
    { programs: ['chromium'], files: { [`${newer}/cert9.db`]: '' } },
    [newer],
  ],
  [
    'both, where both are there',
    { programs: ['chromium'], files: { [`${newer}/cert9.db`]: '', [`${older}/cert9.db`]: '' } },
    [older, newer],
  ],
  [
    "the person's own folder for data",
    { env: { XDG_DATA_HOME: '/data' }, files: { '/data/pki/nssdb/cert9.db': '' } },
    ['/data/pki/nssdb'],
  ],
  ['a snap that has none', { files: { [snap]: null } }, [`${snap}/.pki/nssdb`]],
  [
    'a snap that has one',
    { files: { [`${snap}/.local/share/pki/nssdb/cert9.db`]: '' } },
    [`${snap}/.local/share/pki/nssdb`],
  ],
  ['a Flatpak that has none', { files: { [flatpak]: null } }, [`${flatpak}/data/pki/nssdb`]],
  [
    'a Flatpak that has both',
    { files: { [`${flatpak}/.pki/nssdb/cert9.db`]: '', [`${flatpak}/data/pki/nssdb/cert9.db`]: '' } },
    [`${flatpak}/.pki/nssdb`, `${flatpak}/data/pki/nssdb`],
  ],
  [
    'another snap or Flatpak only where it has a database',
    {
      files: {
        [`${ada}/snap/code/current/.pki/nssdb/cert9.db`]: '',
        [`${ada}/snap/jq/current`]: null,
        [`${ada}/.var/app/org.gimp.GIMP`]: null,
      },
    },
    [`${ada}/snap/code/current/.pki/nssdb`],
  ],
])("Chromium's databases: %s", (_title, described, expected) => {
  expect(chromiumDatabases(describedMachine(described)).map(({ folder }) => folder)).toEqual(expected)
})
