import { expect, test } from 'vitest'
import { titleOf } from './no-answer.ts'

test.each([
  ['<title>Bad gateway</title>', 'Bad gateway'],
  ['<title>Site</title><h1 class="big">\n Not   here </h1>', 'Not here'],
  ['<header>none</header>', undefined],
  [`<h1>${'long '.repeat(100)}`, 'long '.repeat(24).trim()],
])('%j calls itself %j', (html, title) => {
  expect(titleOf(html)).toBe(title)
})

test.each(['<h1', '<h1>', '<h1 a="', '<title', 'a'])('four megabytes of %s have no title', (part) => {
  const html = part.repeat((4 * 1024 * 1024) / part.length)
  expect(titleOf(html)).toBeUndefined()
})
