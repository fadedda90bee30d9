import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBadSpecCases } from '../../golden/bad-spec-case.ts'
import { makeCheckout, type Checkout } from '../support/checkout.ts'

/*
 * Bad specs through the real command: the exact message, exit code 2, nothing written. That each of them gives its message is a unit
 * test (tests/golden/bad-specs.test.ts): here are some of them.
 */

let checkout: Checkout
beforeAll(() => {
  checkout = makeCheckout({})
})
afterAll(() => checkout.remove())

const some = readBadSpecCases().filter((_, index) => index % 12 === 0)

test.each(some)('$name', async ({ base, local, problems }) => {
  writeFileSync(join(checkout.dir, 'environment.yaml'), base)
  const localFile = join(checkout.dir, 'environment.local.yaml')
  if (local === undefined) rmSync(localFile, { force: true })
  else writeFileSync(localFile, local)
  const { exitCode, output } = await checkout.campus(['up'])
  expect(output.trimEnd()).toBe(`${problems}\n\n  More: docs/troubleshooting.md#wrong-spec`)
  expect(exitCode).toBe(2)
  expect(existsSync(join(checkout.dir, 'generated'))).toBe(false)
  expect(existsSync(join(checkout.dir, '.campus'))).toBe(false)
})
