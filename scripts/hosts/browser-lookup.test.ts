import { expect, test } from 'vitest'
import { browserLookup } from './lookup.ts'

test.each([
  ['richie.campus.localhost', ['127.0.0.1', '::1']],
  ['localhost', ['127.0.0.1', '::1']],
  ['127.0.0.1', ['127.0.0.1']],
  ['[::1]', ['::1']],
  ['edx.local.dev', ['10.0.0.1']],
  ['notlocalhost', []],
])('%s leads to %j', async (name, addresses) => {
  const lookup = browserLookup(() => Promise.resolve(new Map([['edx.local.dev', ['10.0.0.1']]])))
  expect(await lookup(name)).toEqual(addresses)
})

test('the resolver is asked once for a name', async () => {
  const asked: string[] = []
  const lookup = browserLookup((names) => {
    asked.push(...names)
    return Promise.resolve(new Map())
  })
  await Promise.all([lookup('a.dev'), lookup('a.dev'), lookup('b.dev')])
  expect(asked).toEqual(['a.dev', 'b.dev'])
})
