import { expect } from 'vitest'
import type { Checkout } from '../checkout.ts'

/** What `campus settings ...` prints in a checkout. */
export async function printSettings(checkout: Checkout, ...argv: readonly string[]): Promise<string> {
  const { exitCode, output } = await checkout.campus(['settings', ...argv])
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
  return output
}
