import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allCases } from '../../tests/lms-mock/contract/all-cases.ts'
import { isFor } from '../../tests/lms-mock/contract/ask-case.ts'
import { knownDifferences } from '../../tests/replay/differences.ts'
import { readRecorded } from '../../tests/replay/exchange.ts'
import { variants } from '../../tests/replay/variants.ts'
import { catalogue } from './faults/catalogue.ts'
import { releases } from './settings/releases.ts'

/* docs/lms-mock.md says what the code does, and how much of it is tested. */

const document = readFileSync(join(import.meta.dirname, '../../docs/lms-mock.md'), 'utf8')

test('the figures of the contract are those of its table', () => {
  const asked = releases.flatMap((release) => allCases.filter((line) => isFor(release, line))).length
  const inferred = allCases.filter(([, , , , , more]) => more?.inferred === true).length
  expect(document).toContain(
    `${allCases.length} lines, asked ${asked.toLocaleString('en')} times over the three releases; ${inferred} lines inferred.`,
  )
})

test('the figures of the replay are those of the recording and the known differences', () => {
  const figures = (Object.keys(variants) as (keyof typeof variants)[]).map((variant) => {
    const recorded = readRecorded(variant).filter(({ response }) => response !== null).length
    const known = knownDifferences.filter((difference) => difference.variant === variant).length
    return `${variant} ${recorded - known} of ${recorded}`
  })
  expect(document).toContain(`| ${figures.join(', ')} |`)
})

test('the table of differences is that of the replay', () => {
  const documented = rowsBelow('| step | reason |').flatMap(([steps = '', reason = '']) =>
    steps.split(', ').map((step) => `${step}: ${reason}`),
  )
  expect(documented.toSorted()).toEqual(
    knownDifferences.map(({ step, name, reason }) => `${step} ${name}: ${reason}`).toSorted(),
  )
})

test('the table of faults is the catalogue, in its order, with the same ones that have a parameter', () => {
  const documented = rowsBelow('| fault | what a real platform does then |').map(([fault = '']) =>
    fault.replace(/=.*/, '=').replaceAll('`', ''),
  )
  expect(documented).toEqual(
    catalogue.map(({ name, parameter }) => (parameter === undefined ? name : `${name}=`)),
  )
})

/** The cells of the table that has this heading. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, table = ''] = document.split(`${heading}\n`)
  const [body = ''] = table.split('\n\n')
  return body
    .split('\n')
    .slice(1)
    .map((row) => row.slice(2, -2).split(' | '))
}
