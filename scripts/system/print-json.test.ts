import { expect, test } from 'vitest'
import { jsonText } from './terminal.ts'

test('no control character is left in it, and it reads as what it was', () => {
  const value = { link: 'http://x/\u009b31m\u007f\u0000\u001b[2J', plain: 'é' }
  const text = jsonText(value)
  expect(text).toBe(String.raw`{"link":"http://x/\u009b31m\u007f\u0000\u001b[2J","plain":"é"}`)
  expect(JSON.parse(text)).toEqual(value)
})
