import { expect, test } from 'vitest'
import { pythonLiteral, type Literal } from './python.ts'

test.each<[string, Literal, string]>([
  ['a text', 'richie', '"richie"'],
  ['a text with quotes and a line break', 'a"b\n', String.raw`"a\"b\n"`],
  ['an expression, raw', String.raw`^a\.b$`, String.raw`r"^a\.b$"`],
  ['an expression with a quote, escaped', String.raw`\."`, String.raw`"\\.\""`],
  ['a text that ends in a backslash, which no raw one can', 'a\\', String.raw`"a\\"`],
  ['nothing', null, 'None'],
  ['a truth', true, 'True'],
  ['a number', 8070, '8070'],
  ['a tuple', { tuple: ['a', 'b'] }, '("a", "b")'],
  ['code', { code: 'os.environ["A"]' }, 'os.environ["A"]'],
  ['no items', [], '[]'],
  ['one text, in one line', ['a'], '["a"]'],
  ['several', ['a', 'b'], '[\n    "a",\n    "b",\n]'],
  ['a dictionary in a list', [{ A: false }], '[\n    {\n        "A": False,\n    },\n]'],
])('%s', (_, value, python) => {
  expect(pythonLiteral(value)).toBe(python)
})

test('a comment stands above the first key of its name only', () => {
  expect(pythonLiteral([{ A: 1 }, { A: 2 }], { A: 'why' })).toBe(
    '[\n    {\n        # why\n        "A": 1,\n    },\n    {\n        "A": 2,\n    },\n]',
  )
})
