import { afterAll, expect, test } from 'vitest'
import { startWithSettings } from '../lms-mock/testing/program-of-settings.ts'
import { recordedDocument } from '../lms-mock/testing/recorded-settings.ts'
import { differencesOf } from './compare.ts'
import { knownDifferences } from './differences.ts'
import { readRecorded, type Exchange, type Reply, type Variant } from './exchange.ts'
import { replay } from './replay.ts'
import { variants } from './variants.ts'

/* What a real LMS of the Teak line was asked, asked of the mock, as a program; docs/lms-mock.md shows the figures. */

const figures: string[] = []
afterAll(() => console.log(figures.join('\n')))

test.each(Object.keys(variants) as Variant[])(
  'the mock answers as the recorded LMS did: %s',
  async (variant) => {
    const exchanges = readRecorded(variant)
    const replies = await repliesTo(exchanges, variant)
    const compared = exchanges.flatMap(({ step, name, response }, index) => {
      const reply = replies[index]
      return response === null || reply === undefined
        ? []
        : [{ step, name, differences: differencesOf(reply, response) }]
    })
    const unequal = compared.filter(({ differences }) => differences.length > 0)
    const equal = compared.length - unequal.length
    figures.push(`${variant}: ${equal} of ${compared.length} recorded answers equal`)
    const known = knownDifferences.filter((difference) => difference.variant === variant)
    const said = unequal.map(({ step, name, differences }) => `${step} ${name}: ${differences.join('; ')}`)
    expect(
      unequal.map(({ step, name }) => `${step} ${name}`),
      said.join('\n'),
    ).toEqual(known.map(({ step, name }) => `${step} ${name}`))
    expect(equal / compared.length).toBeGreaterThanOrEqual(0.95)
  },
  60_000,
)

async function repliesTo(exchanges: readonly Exchange[], variant: Variant): Promise<readonly Reply[]> {
  const mock = await startWithSettings(recordedDocument(new Date(), variants[variant]))
  try {
    return await replay(exchanges, mock.ask)
  } finally {
    await mock.stop()
  }
}
