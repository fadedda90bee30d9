import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addToPolicies, installedByPolicies, removeFromPolicies } from './policies.ts'

const ours = '/etc/firefox/policies/campus.pem'

/** What a person, or a company, may have in the file. */
const other = fc.dictionary(fc.constantFrom('DisableTelemetry', 'Proxy', '__proto__', 'a'), fc.jsonValue())
const files = fc.array(fc.constantFrom('corp.pem', '/etc/corp.pem'), { maxLength: 2 })
const certificates = fc
  .tuple(fc.record({ Install: files, ImportEnterpriseRoots: fc.boolean() }, { requiredKeys: [] }), other)
  .map(([known, more]) => ({ ...more, ...known }))
const policies = fc
  .tuple(fc.record({ Certificates: certificates }, { requiredKeys: [] }), other)
  .map(([known, more]) => ({ ...more, ...known }))
const document = fc
  .tuple(fc.record({ policies }, { requiredKeys: [] }), other)
  .map(([known, more]) => ({ ...more, ...known }))
const text = fc
  .tuple(document, fc.constantFrom(0, 2, '\t'), fc.constantFrom('', '\n', '\r\n'))
  .map(([value, indent, end]) => JSON.stringify(value, null, indent) + end)
const anyBefore = fc.option(text, { nil: null })

function added(before: string | null): string {
  const after = addToPolicies(before, ours)
  if (after === undefined) throw new Error(`Refused: ${before}`)
  return after
}

test('adding keeps every other key, and the other certificates in their order', () => {
  fc.assert(
    fc.property(text, (before) => {
      const after = JSON.parse(added(before)) as { policies: { Certificates: { Install: string[] } } }
      const list = after.policies.Certificates.Install
      expect(list.pop()).toBe(ours)
      const was = JSON.parse(before) as { policies?: { Certificates?: { Install?: string[] } } }
      expect(list).toEqual(was.policies?.Certificates?.Install ?? [])
      was.policies ??= {}
      was.policies.Certificates ??= {}
      was.policies.Certificates.Install = list
      expect(after).toEqual(was)
    }),
  )
})

test('add then remove gives the same bytes, or no file where there was none', () => {
  fc.assert(
    fc.property(anyBefore, (before) => {
      const after = added(before)
      expect(removeFromPolicies(after, ours, { before, after, folders: [] })).toBe(before)
    }),
  )
})

test('add, somebody formats it, remove: the same values', () => {
  fc.assert(
    fc.property(text, (before) => {
      const after = added(before)
      const edited = JSON.stringify(JSON.parse(after), null, 7)
      const left = removeFromPolicies(edited, ours, { before, after, folders: [] })
      expect(JSON.parse(left ?? '')).toEqual(JSON.parse(before))
    }),
  )
})

test('where there was no file, what somebody added to ours stays', () => {
  const after = added(null)
  const change = { before: null, after, folders: [] }
  const edited = JSON.stringify({ policies: { ...readPolicies(after), DisableTelemetry: true } })
  expect(JSON.parse(removeFromPolicies(edited, ours, change) ?? '')).toEqual({
    policies: { DisableTelemetry: true },
  })
  expect(removeFromPolicies(` ${after}`, ours, change)).toBeNull()
})

function readPolicies(text: string): object {
  return (JSON.parse(text) as { policies: object }).policies
}

test('a new file is one line; adding twice changes nothing', () => {
  const once = added(null)
  expect(once).toBe(`{"policies":{"Certificates":{"Install":["${ours}"]}}}\n`)
  expect(added(once)).toBe(once)
  expect(installedByPolicies(once)).toEqual([ours])
})

test('a text from which somebody has taken ours is left as it is', () => {
  const now = '{ "policies": {} }'
  expect(removeFromPolicies(now, ours, { before: null, after: added(null), folders: [] })).toBe(now)
})

test.each([
  '',
  '{ oops',
  '[]',
  'null',
  '{"policies": []}',
  '{"policies": null}',
  '{"policies": {"Certificates": "x"}}',
  '{"policies": {"Certificates": {"Install": "corp.pem"}}}',
])('a file that is not of the known form is never touched: %s', (text) => {
  expect(addToPolicies(text, ours)).toBeUndefined()
  expect(removeFromPolicies(text, ours, { before: null, after: 'x', folders: [] })).toBeUndefined()
  expect(installedByPolicies(text)).toEqual([])
})
