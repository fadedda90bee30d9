import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { makePlan } from '../../scripts/plan/plan.ts'
import { facts } from './facts.ts'
import { loadEnvironment } from '../../scripts/environment/load.ts'

const load = (text: string, local?: string) =>
  loadEnvironment(
    { file: 'environment.yaml', text },
    local === undefined ? undefined : { file: 'environment.local.yaml', text: local },
  )

test('an empty spec is a valid environment', () => {
  for (const text of ['', '\n', '# nothing\n', '{}', 'richie:\nlms:\n', 'lms:\n  edx:\n', 'null']) 
    expect(load(text).problems).toEqual([])
})

test('the local spec is merged over the base, key by key', () => {
  const { environment } = load(
    'richie: { port: 9000, search: none }\nlms: { edx: { port: 9001 } }',
    'richie: { port: 9002 }',
  )
  expect(environment.richie).toMatchObject({ port: 9002, search: 'none' })
  expect(environment.lms['edx']?.port).toBe(9001)
})

test('an LMS without a value in the local spec is taken away, in the base it has every default', () => {
  const lmses = (text: string, local?: string) => Object.keys(load(text, local).environment.lms)
  expect(lmses('lms:\n  edx:\n')).toEqual(['edx'])
  expect(lmses('lms: { edx: { port: 9000 }, other: { port: 9001 } }', 'lms: { edx: }')).toEqual(['other'])
  expect(lmses('lms: { edx: }', 'lms: { edx: , other: { port: 9001 } }')).toEqual(['other'])
})

test('keys that begin with x-, anchors and merge keys share values, as in compose files', () => {
  const { environment, problems } = load('x-ports: &ports { port: 9000 }\nrichie:\n  <<: *ports\n  search: none\n')
  expect(problems).toEqual([])
  expect(environment.richie).toMatchObject({ port: 9000, search: 'none' })
})

const someKeys = fc.constantFrom(
  'name',
  'domain',
  'bind',
  'richie',
  'lms',
  'edx',
  'port',
  'host',
  'courses',
  'id',
  'courseRegex',
  'jsCourseRegex',
  'url',
  '__proto__',
  'constructor',
  '',
)
const someValues = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('campus', '127.0.0.1', 8070, '(', '^(?P<course_id>.*)$'),
)
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    someValues,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(someKeys, tie('value'), { maxKeys: 5 }),
  ),
})).value

test('any text as a spec gives an environment and problems with a place, never a crash', () => {
  const yaml = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        ':',
        ' ',
        '\n',
        '-',
        '{',
        '}',
        '[',
        ']',
        '&',
        '*',
        '!',
        '"',
        "'",
        '|',
        '%',
        '\t',
        'é',
      ),
    }),
    anything.map((value) => stringify(value)),
  )
  fc.assert(
    fc.property(yaml, fc.option(yaml, { nil: undefined }), (text, local) => {
      const loaded = load(text, local)
      const { plan, faults } = makePlan(loaded.environment, 'http', facts)
      expect(plan.sites.length).toBeGreaterThan(0)
      for (const problem of loaded.withFaults(faults)) {
        expect(problem.line).toBeGreaterThanOrEqual(1)
        expect(problem.column).toBeGreaterThanOrEqual(1)
        expect(problem.message).not.toBe('')
      }
    }),
    { numRuns: 2000 },
  )
})
