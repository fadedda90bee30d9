import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mask, unmask, maskedTokens, plainTokens, unmaskedCookie } from './csrf-token.ts'

const formats = { plainTokens, maskedTokens, unmaskedCookie }
const secret = fc.stringMatching(/^[a-zA-Z0-9]{32}$/)

test('a masked secret differs each time, and stands for the same', () => {
  fc.assert(
    fc.property(secret, (text) => {
      expect(mask(text)).not.toBe(mask(text))
      expect(unmask(mask(text))).toBe(text)
    }),
  )
})

test.each(Object.entries(formats))('%s: what a page shows matches what its cookie holds', (_, format) => {
  const token = format.make()
  expect(format.read(token)).toEqual({ token, sendsCookie: false })
  expect(format.matches(format.show(token), token)).toBe(true)
  expect(format.matches(token, token)).toBe(true)
  expect(format.matches(format.show(format.make()), token)).toBe(false)
})

test.each(Object.entries(formats))('%s: any cookie at all becomes a token', (_, format) => {
  fc.assert(
    fc.property(fc.string(), (cookie) => {
      expect(format.read(cookie).token).toMatch(/^[a-zA-Z0-9]+$/)
    }),
  )
})

test('1.8 drops what is no letter, and takes no masked token', () => {
  const token = 'a'.repeat(32)
  expect(plainTokens.read(`"${token.slice(0, 30)}"`).token).toBe(token.slice(0, 30))
  expect(plainTokens.matches(mask(token), token)).toBe(false)
})

test('1.11 masks a cookie of the version before, and sends it again', () => {
  const old = 'b'.repeat(32)
  const { token, sendsCookie } = maskedTokens.read(old)
  expect([unmask(token), sendsCookie, maskedTokens.matches(old, token)]).toEqual([old, true, true])
})

test('4.2 unmasks a cookie of the version before', () => {
  const masked = mask('c'.repeat(32))
  expect(unmaskedCookie.read(masked)).toEqual({ token: 'c'.repeat(32), sendsCookie: false })
})
