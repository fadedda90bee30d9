import { expect, test } from 'vitest'
import { loadEnvironment } from './load.ts'

const load = (base: string, local: string) =>
  loadEnvironment({ file: 'environment.yaml', text: base }, { file: 'environment.local.yaml', text: local })

const mock = 'lms: { edx: { release: teak, port: 9000 } }'
const external =
  'lms: { edx: { provider: external, url: "https://lms.example.org", proxy: true, port: 9000 } }'

test("a mock of the base becomes an external LMS, without what is a mock's alone", () => {
  const { environment, problems } = load(
    mock,
    'lms: { edx: { provider: external, url: "https://lms.example.org" } }',
  )
  expect(problems).toEqual([])
  expect(environment.lms['edx']).toMatchObject({ provider: 'external', port: 9000 })
  expect(environment.lms['edx']?.release).toBeUndefined()
})

test("an external LMS of the base becomes a mock, without what is an external one's alone", () => {
  const { environment, problems } = load(external, 'lms: { edx: { provider: mock } }')
  expect(problems).toEqual([])
  expect(environment.lms['edx']).toMatchObject({ provider: 'mock', port: 9000 })
})

test.each([
  ['names no other provider', 'lms: { edx: { provider: external, port: 9001 } }', external, []],
  [
    'has both keys itself',
    'lms: { edx: { provider: external, url: "https://a.org", release: teak } }',
    mock,
    ['lms.edx.release'],
  ],
  ['names no provider', 'lms: { edx: { url: "https://a.org" } }', mock, ['lms.edx.url']],
])('a local spec that %s leaves the base as it is', (_, local, base, paths) => {
  expect(load(base, local).problems.map(({ path }) => path)).toEqual(paths)
})

test('what the base says of a folder falls away where the local spec names a version', () => {
  const { environment, problems } = load(
    'richie: { source: { checkout: ../richie } }',
    'richie: { source: { version: 3.5.0 } }',
  )
  expect(problems).toEqual([])
  expect(environment.richie.source).toEqual({ version: '3.5.0' })
})
