import { expect, test } from 'vitest'
import { parseOsRelease } from './machine.ts'

test.each([
  [
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n',
    { id: 'debian', versionId: '12', codename: 'bookworm' },
  ],
  [
    "NAME=Ubuntu\r\nVERSION_ID='24.04'\nID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble",
    { id: 'ubuntu', versionId: '24.04', codename: 'noble' },
  ],
  ['ID="fedora"\nVERSION_ID=42\nVERSION_CODENAME=""', { id: 'fedora', versionId: '42', codename: '' }],
  ['', { id: '', versionId: '', codename: '' }],
])('%j', (text, expected) => {
  expect(parseOsRelease(text)).toEqual(expected)
})
