import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publishedSchemas } from './published-schemas.ts'

test.each(publishedSchemas())('$path is current (npm run schema writes it)', ({ path, text }) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text)
})
