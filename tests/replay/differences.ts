import type { Variant } from './exchange.ts'

/** Where the mock answers otherwise than the real platform on purpose. docs/lms-mock.md shows this table. */
export type KnownDifference = {
  readonly variant: Variant
  readonly step: number
  readonly name: string
  readonly reason: string
}

const activationKey = 'the activation key is a random text on both sides'

export const knownDifferences: readonly KnownDifference[] = [
  {
    variant: 'default',
    step: 2,
    name: 'heartbeat-extended',
    reason: "the time that the real platform's task queue took differs each time",
  },
  { variant: 'default', step: 89, name: 'accounts-own', reason: activationKey },
  { variant: 'default', step: 95, name: 'accounts-patch', reason: activationKey },
  {
    variant: 'default',
    step: 125,
    name: 'enrollment-options-plain',
    reason:
      "the answer to a plain OPTIONS holds the view's documentation, the platform's text; the mock's is empty",
  },
  { variant: 'default', step: 287, name: 'staff-account-of-edx', reason: activationKey },
]
