import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { environmentJsonSchema } from './json-schema.ts'

test('environment.schema.json is current (npm run schema writes it)', () => {
  const file = readFileSync(new URL('../../environment.schema.json', import.meta.url), 'utf8')
  expect(file).toBe(environmentJsonSchema())
})
