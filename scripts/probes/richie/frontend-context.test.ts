import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrontendContext } from './frontend-context.ts'

const inPage = (literal: string) =>
  `<script>\n window.__richie_frontend_context__ = JSON.parse(${literal});\n</script><script>x('y')</script>`

/** As Django's `escapejs` writes it. */
const escapejs = (text: string) =>
  text.replaceAll(
    /[^\w .:/]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

test('whatever Richie puts in comes out, as escapejs writes it and in either quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(`'`, `"`), (text, quote) => {
      const context = { authentication: { endpoint: text, backend: 'dummy' } }
      const page = inPage(`${quote}${escapejs(JSON.stringify({ context }))}${quote}`)
      expect(readFrontendContext(page)).toEqual({ context })
    }),
  )
})

test('a release before 2.8 pastes it as it is', () => {
  const backends = [{ endpoint: 'https://edx.local.dev:8073', backend: 'base', course_regexp: '.*' }]
  expect(readFrontendContext(inPage(`'${JSON.stringify({ context: { lms_backends: backends } })}'`))).toEqual(
    {
      context: { lms_backends: backends },
    },
  )
})

test('there a regex with a backslash breaks the page', () => {
  const context = { lms_backends: [{ course_regexp: String.raw`edx\.local\.dev` }] }
  const read = readFrontendContext(inPage(`'${JSON.stringify({ context })}'`))
  expect(read).toMatchObject({ fault: expect.stringContaining("breaks the page's scripts") })
})

test.each([
  ['a page without it', '<p>hello</p>', /has no window/],
  ['a page that makes it in another way', 'window.__richie_frontend_context__ = {};', /not a JSON\.parse/],
  ['one without a context', inPage(`'{"other": 1}'`), /no `context`/],
])('%s says so', (_, page, fault) => {
  expect(readFrontendContext(page)).toMatchObject({ fault: expect.stringMatching(fault) })
})
