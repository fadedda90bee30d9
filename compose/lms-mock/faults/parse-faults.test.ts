import { assert, constantFrom, property, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { parseFaultList, parseFaults } from './parse-faults.ts'

test.each([
  ['slow=300, session-expired', { slow: '300', 'session-expired': '' }],
  ['throttled', { throttled: '40' }],
  [' slow = 5 ,, dropped,', { slow: '5', dropped: '' }],
  ['slow=', { slow: '3000' }],
  ['', {}],
])('%o names its faults', (text, expected) => {
  const parsed = parseFaults(text)
  expect('faults' in parsed && Object.fromEntries(parsed.faults)).toEqual(expected)
})

test('a text keeps its commas and equals signs when it comes alone', () => {
  const parsed = parseFaultList(['enrollment-refused-in-words=No, 1 + 1 = 3'])
  expect('faults' in parsed && parsed.faults.get('enrollment-refused-in-words')).toBe('No, 1 + 1 = 3')
})

test.each([
  ['slwo', 'There is no fault "slwo".'],
  ['slow=soon', 'Expected slow=<ms> to be a whole number up to 120000, got "soon".'],
  ['slow=-1', 'Expected slow=<ms> to be a whole number up to 120000, got "-1".'],
  ['slow=120001', 'Expected slow=<ms> to be a whole number up to 120000, got "120001".'],
  ['dropped=1', 'The fault "dropped" takes no parameter.'],
  ['slow=1,constructor', 'There is no fault "constructor".'],
])('%o is refused in words', (text, problem) => {
  expect(parseFaults(text)).toEqual({ problem })
})

test('whatever it is given, it gives faults of the catalogue or a problem', () => {
  const names = catalogue.map(({ name }) => name)
  const part = tuple(constantFrom(...names, ''), string()).map(([name, rest]) => `${name}=${rest}`)
  assert(
    property(part, string(), (known, other) => {
      const parsed = parseFaults(`${known},${other}`)
      const isFine = 'problem' in parsed || [...parsed.faults.keys()].every((name) => names.includes(name))
      expect(isFine).toBe(true)
    }),
  )
})
