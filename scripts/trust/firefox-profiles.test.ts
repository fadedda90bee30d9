import { expect, test } from 'vitest'
import { parseProfiles } from './browser-databases.ts'

test('a profiles.ini names folders beside it, and elsewhere', () => {
  const text = `[Install3B6073811A6ABF12]
Default=a62n2dik.default-esr

[Profile1]
Name=default
IsRelative=1
Path=kbbajswq.default
Default=1

[Profile0]
Name=work
IsRelative=0
Path=/data/work profile

[General]
StartWithLastProfile=1
Path=not a profile
`
  const expected = ['/root/kbbajswq.default', '/data/work profile']
  expect(parseProfiles(text, '/root')).toEqual(expected)
  expect(parseProfiles(text.replaceAll('\n', '\r\n'), '/root')).toEqual(expected)
  expect(parseProfiles('', '/root')).toEqual([])
})
