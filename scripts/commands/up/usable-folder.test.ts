import { expect, test } from 'vitest'
import { requireUsableFolder } from './preflight.ts'

test.each([':', ',', '"', '\\', '\n'])(
  'a folder with %j is refused, with the character and exit code 2',
  (character) => {
    const root = `/home/ann/a${character}b`
    expect(() => requireUsableFolder({ root })).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringContaining(JSON.stringify(character)) }),
    )
  },
)

test('others are fine', () => {
  expect(() => requireUsableFolder({ root: "/home/ann/it's ä $HOME 100% #1" })).not.toThrow()
})
