import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBlock, findBlock, removeBlock } from './block.ts'

const file = '/etc/hosts'
const names = ['richie.local.dev', 'edx.local.dev']
const block = [
  '# >>> campus: campus',
  '127.0.0.1 richie.local.dev edx.local.dev',
  '::1 richie.local.dev edx.local.dev',
  '# <<< campus: campus',
]
const lf = `${block.join('\n')}\n`
const crlf = `${block.join('\r\n')}\r\n`

function add(text: string, environment = 'campus', hosts: readonly string[] = names): string {
  return addBlock(text, { environment, names: hosts }, file)
}

test.each([
  ['an empty file', '', lf],
  ['lines that end with LF', '127.0.0.1 localhost\n', `127.0.0.1 localhost\n${lf}`],
  ['lines that end with CRLF', '127.0.0.1 localhost\r\n', `127.0.0.1 localhost\r\n${crlf}`],
  ['mostly CRLF', 'a\r\nb\r\nc\n', `a\r\nb\r\nc\n${crlf}`],
  ['mostly LF', 'a\nb\nc\r\n', `a\nb\nc\r\n${lf}`],
  ['no last line end', '127.0.0.1 localhost', `127.0.0.1 localhost\n${lf.trimEnd()}`],
  ['no last line end, CRLF', 'a\r\nb', `a\r\nb\r\n${crlf.trimEnd()}`],
  ['a BOM', '\u{FEFF}127.0.0.1 localhost\n', `\u{FEFF}127.0.0.1 localhost\n${lf}`],
  ['a BOM and nothing else', '\u{FEFF}', `\u{FEFF}\n${lf.trimEnd()}`],
])('to %s a block is added at the end, and taken away again without a trace', (_title, before, after) => {
  expect(add(before)).toBe(after)
  expect(removeBlock(after, 'campus', file)).toBe(before)
})

test('a block with other names takes the place of the one that is there', () => {
  const text = add(add('127.0.0.1 localhost\n')) + '10.0.0.1 printer\n'
  expect(add(text, 'campus', ['one.local.test'])).toBe(
    [
      '127.0.0.1 localhost',
      '# >>> campus: campus',
      '127.0.0.1 one.local.test',
      '::1 one.local.test',
      '# <<< campus: campus',
      '10.0.0.1 printer\n',
    ].join('\n'),
  )
})

test('without names there is no block', () => {
  expect(add(add('x\n'), 'campus', [])).toBe('x\n')
})

test('spaces that an editor left behind a mark are no fault', () => {
  expect(
    removeBlock(`x\n${lf.replace('>>> campus: campus', '>>> campus: campus \t')}y\n`, 'campus', file),
  ).toBe('x\ny\n')
})

const [begin = '', four = '', six = '', end = ''] = block
test.each([
  ['no end', [begin, four], 'it begins at line 1.'],
  ['no beginning', ['x', four, end], 'it ends at line 3.'],
  ['the end first', [end, begin], 'it ends at line 1, it begins at line 2.'],
  [
    'two blocks',
    [begin, four, end, begin, four, end],
    'it begins at line 1, it ends at line 3, it begins at line 4, it ends at line 6.',
  ],
  ['a block in itself', [begin, begin, end, end], 'it begins at line 1, it begins at line 2'],
])('with %s a block is broken, and the lines of its marks are named', (_title, lines, places) => {
  for (const change of [add, (text: string) => removeBlock(text, 'campus', file)]) {
    expect(() => change(`${lines.join('\n')}\n`)).toThrow(
      `/etc/hosts holds a broken block of campus: the block "campus" must begin and end once, but ${places}`,
    )
  }
})

test.each([
  ["a person's own line", '10.0.0.7 mine # keep'],
  ["another environment's mark", '# >>> campus: other'],
  ['an empty line', ''],
])('%s inside a block is not lost with it', (_title, line) => {
  const text = ['x', begin, four, line, six, end, ''].join('\n')
  expect(() => removeBlock(text, 'campus', file)).toThrow(
    `/etc/hosts:4 is inside campus's block "campus", but was not written by campus: ${line || 'an empty line'}`,
  )
})

test('broken marks of another environment are no concern of this one', () => {
  const text = '# >>> campus: other\n127.0.0.1 other\n'
  expect(removeBlock(add(text), 'campus', file)).toBe(text)
})

test('a block is found with its names and its place', () => {
  expect(findBlock(`x\r\n${crlf}y\r\n`, 'campus', file)).toEqual({
    environment: 'campus',
    names,
    start: 3,
    end: 3 + crlf.length - 2,
  })
})

const someLines = fc.constantFrom(
  '127.0.0.1 localhost',
  '::1 localhost ip6-localhost\t# own',
  '# >>> other tool',
  '# <<< other tool',
  '#### begin docker ####',
  '# >>> campus: somebody',
  '# <<< campus: somebody',
  '# >>> campus:',
  '\u{FEFF}127.0.0.1 first',
  '',
)
const hostsText = fc
  .array(
    fc.tuple(
      fc.oneof(
        someLines,
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('#', ' ', '\r', '\n', '\t', '>') }),
      ),
      fc.constantFrom('\n', '\r\n', '\r', ''),
    ),
    { maxLength: 12 },
  )
  .map((lines) => lines.flat().join(''))
const environments = ['a', 'b', 'campus']
const someNames = fc.uniqueArray(fc.constantFrom('richie.local.dev', 'edx.local.dev', 'x.test', 'y.test'), {
  minLength: 1,
  maxLength: 3,
})
const steps = fc.array(fc.tuple(fc.constantFrom(...environments), fc.option(someNames)), { maxLength: 12 })

function take(text: string, [environment, hosts]: readonly [string, readonly string[] | null]): string {
  return hosts === null ? removeBlock(text, environment, file) : add(text, environment, hosts)
}

/** All that is not in a block of ours, by a reading of its own. */
function foreign(text: string): string {
  return text.replaceAll(/# >>> campus: (a|b|campus)\r?\n[^#]*# <<< campus: \1(\r?\n|$)/g, '')
}

test('whatever is added and removed in any hosts file, and in any order, foreign lines stay byte for byte', () => {
  fc.assert(
    fc.property(hostsText, steps, (text, taken) => {
      const after = taken.reduce(take, text)
      // A line end is all that may stand between the last line of a person and a block.
      expect([text, `${text}\n`, `${text}\r\n`]).toContain(foreign(after))
      expect(environments.reduce((rest, environment) => removeBlock(rest, environment, file), after)).toBe(
        text,
      )
    }),
    { numRuns: 2000 },
  )
})

test('to add then to remove is to do nothing, in any hosts file and at any point', () => {
  fc.assert(
    fc.property(hostsText, steps, someNames, (start, taken, hosts) => {
      const text = taken.reduce(take, start)
      expect(removeBlock(add(text, 'new', hosts), 'new', file)).toBe(text)
      expect(removeBlock(text, 'new', file)).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test('to add twice is to add once, and the last names stand', () => {
  fc.assert(
    fc.property(hostsText, someNames, someNames, (text, first, second) => {
      const once = add(text, 'campus', second)
      expect(add(once, 'campus', second)).toBe(once)
      expect(add(add(text, 'campus', first), 'campus', second)).toBe(once)
      expect(findBlock(once, 'campus', file)?.names).toEqual(second)
    }),
    { numRuns: 1000 },
  )
})
