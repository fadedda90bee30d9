import { expect, test } from 'vitest'
import { isAnswer } from './pull-debian.ts'

test.each([
  ['bookworm-slim: Pulling from library/debian', true],
  ['Status: Image is up to date for debian:bookworm-slim', true],
  ['Error response from daemon: Get "https://registry.test/v2/": no such host', false],
  ['Using default tag: latest', false],
])('%j is an answer of a registry: %s', (line, expected) => {
  expect(isAnswer(line)).toBe(expected)
})
