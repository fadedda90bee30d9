import { z } from 'zod'
import { nearest } from '../system/unknown-word.ts'
import type { SpecFault, SpecPath } from './problem.ts'
import { environmentSchema } from './schema.ts'

type Issue = z.core.$ZodIssue

/** The schema's errors, in words for the author of the spec. */
export function schemaFaults(issues: readonly Issue[], data: unknown): SpecFault[] {
  return issues.flatMap((issue): SpecFault[] => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    if (issue.code === 'unrecognized_keys') {
      const message = (key: string) => unknownKey(key, path)
      return issue.keys.map((key) => ({ path: [...path, key], message: message(key), atKey: true }))
    }
    if (issue.code === 'invalid_key')
      return [{ path, message: issue.issues[0]?.message ?? issue.message, atKey: true }]
    const value = valueAt(data, path)
    const meant = issue.code === 'invalid_union' && isMap(value) ? issue.errors.find(isOfMap) : undefined
    if (meant !== undefined) {
      return schemaFaults(
        meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
        data,
      )
    }
    return [{ path, message: describeIssue(issue, value) }]
  })
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of a choice between a single value and a map, the errors of the map's schema. */
function isOfMap(issues: readonly Issue[]): boolean {
  return !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0)
}

function describeIssue(issue: Issue, value: unknown): string {
  const got = `got ${describeValue(value)}`
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return 'is required'
      if (issue.message.startsWith('expected')) return `${issue.message}, ${got}`
      if (issue.expected === 'string' && typeof value === 'number')
        return `expected text, ${got}: put it in quotes`
      return `expected ${typeNames[issue.expected] ?? issue.expected}, ${got}${withoutQuotes(issue.expected, value)}`
    case 'invalid_value': {
      const values = issue.values.map(String)
      const near = typeof value === 'string' ? nearest(value, values) : undefined
      const list = values.length === 1 ? values[0] : `one of ${values.join(', ')}`
      const expected = values.length > longestList ? issue.message : `expected ${list}`
      return `${expected}, ${got}${near === undefined ? '' : `, did you mean "${near}"?`}`
    }
    case 'too_small':
    case 'too_big':
      return `expected ${describeBound(issue)}, ${got}`
    default:
      if (typeof value === 'object' && value !== null) return `expected a single value, ${got}`
      return issue.message.startsWith('expected') ? `${issue.message}, ${got}` : issue.message
  }
}

function withoutQuotes(type: string, value: unknown): string {
  const isQuoted =
    (['number', 'int'].includes(type) && /^-?\d+$/.test(String(value))) ||
    (type === 'boolean' && /^(?:true|false)$/.test(String(value)))
  return typeof value === 'string' && isQuoted ? ': remove the quotes' : ''
}

/** Longer lists of choices are not printed: the schema has a message instead. */
const longestList = 12

const typeNames: Readonly<Record<string, string>> = {
  object: 'keys and values',
  record: 'keys and values',
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
}

function describeBound(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`
  if (issue.origin === 'string') return `${bound} characters`
  if (issue.origin === 'array') return `${bound} item`
  if (issue.path.at(-1) === 'port') return 'a port from 1 to 65535'
  return bound
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'keys and values'
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 59)}…` : value}"`
  return String(value)
}

function unknownKey(key: string, path: SpecPath): string {
  const known = knownKeys(path)
  const parent = known.find((other) => knownKeys([...path, other]).includes(key))
  const near = parent === undefined ? nearest(key, known) : `${parent}.${key}`
  if (near !== undefined) return `unknown key, did you mean "${near}"?`
  return `unknown key, expected one of ${known.join(', ')}`
}

/** The keys that the schema knows at a path. */
function knownKeys(path: SpecPath): string[] {
  let schema: z.core.$ZodType = environmentSchema
  for (const part of path) {
    schema = unwrap(schema)
    if (schema instanceof z.ZodObject)
      schema = (schema.shape as Record<string, z.ZodType>)[String(part)] ?? z.never()
    else if (schema instanceof z.ZodRecord) schema = schema.valueType
    else if (schema instanceof z.ZodArray) schema = schema.element
  }
  schema = unwrap(schema)
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap())
  if (schema instanceof z.ZodUnion)
    return schema.options.find((option) => option instanceof z.ZodObject) ?? schema
  return schema
}

function valueAt(data: unknown, path: SpecPath): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[String(part)]
        : undefined,
    data,
  )
}
