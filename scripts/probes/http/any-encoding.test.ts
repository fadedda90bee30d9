import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyEncodingOf } from './secret-values.ts'

const htmlOf = (text: string) =>
  text.replaceAll(/[&<>"']/g, (found) => `&#${found === "'" ? 'x27' : found.charCodeAt(0)};`)
const namedOf = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const jsonOf = (text: string) => JSON.stringify(text).slice(1, -1)
const asciiOf = (text: string) =>
  text.replaceAll(/[^\w-]/g, (found) =>
    Array.from(
      { length: found.length },
      (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
const formOf = (text: string) => new URLSearchParams({ '': text }).toString().slice(1)

const encodings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in a URL', encodeURIComponent],
  [
    'in a URL, in small letters',
    (text) => encodeURIComponent(text).replaceAll(/%../g, (at) => at.toLowerCase()),
  ],
  ['in a form', formOf],
  ['in HTML', namedOf],
  ['in HTML, by numbers', htmlOf],
  ['in JSON', jsonOf],
  ['in JSON of ASCII', asciiOf],
  ['in JSON in HTML', (text) => namedOf(jsonOf(text))],
]

test.each(encodings)('any value is found %s, whole', (_, encode) => {
  const characters = fc.constantFrom(...Array.from(`aB3_-"'&<>\\/ +%.*()[]{}$^|?#;=é€😀`))
  fc.assert(
    fc.property(fc.string({ unit: characters, minLength: 1, maxLength: 20 }), (value) => {
      expect(encode(value).replace(new RegExp(anyEncodingOf(value)), '')).toBe('')
    }),
  )
})

test('another value is none', () => {
  expect('a.b').not.toMatch(new RegExp(anyEncodingOf('a+b')))
})
