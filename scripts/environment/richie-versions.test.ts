import { expect, test } from 'vitest'
import { richieVersionFault } from './richie-source-schema.ts'

test.each(['2.26.0', '2.26.1', '2.34.0', '3.0.0', '3.5.1', '3.10.0rc1', '10.0.0'])(
  '%s may run here',
  (version) => {
    expect(richieVersionFault(version)).toBeUndefined()
  },
)

test.each(['2.25.1', '2.9.30', '1.17.0', '0.1.0'])('%s is too old', (version) => {
  expect(richieVersionFault(version)).toBe(`Richie 2.26.0 and later run here (Django 4.2), got ${version}`)
})
