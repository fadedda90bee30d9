import { expect, test } from 'vitest'
import { releases, type ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'
import { allCases, contractSections } from './all-cases.ts'
import { askCase, isFor } from './ask-case.ts'
import type { Case } from './case.ts'
import { platformInProcess } from './in-process.ts'
import type { Platform } from './platform.ts'

/* Every line of the contract, for each release it holds for, asked of the mock in this process: one LMS a release, as a person has. */

const platforms = new Map<ReleaseName, Platform>()

const questions = releases.flatMap((release) =>
  allCases.filter((line) => isFor(release, line)).map((line) => [release, line[0], line] as const),
)

test.each(questions)('%s: %s', async (release, _, line) => {
  expect(await askCase(platformFor(release, line), line)).toEqual([])
})

test('the order of the lines does not matter', async () => {
  for (const release of releases) {
    const platform = platformInProcess(release)
    const lines = allCases.filter((line) => isFor(release, line) && line[5]?.settings === undefined)
    for (const line of lines.toReversed())
      expect(await askCase(platform, line), `${release}: ${line[0]}`).toEqual([])
  }
})

test('there are at least 200 lines, no two of one name, and it is known how many are inferred', () => {
  const inferred = allCases.filter(([, , , , , more]) => more?.inferred === true)
  const sections = Object.entries(contractSections).map(([name, lines]) => `${name} ${lines.length}`)
  console.log(
    `The contract: ${allCases.length} lines (${sections.join(', ')}), ${inferred.length} of them inferred; ` +
      `${questions.length} questions: ${releases.map((release) => `${release} ${countOf(release)}`).join(', ')}`,
  )
  expect(allCases.length).toBeGreaterThanOrEqual(200)
  expect(new Set(allCases.map(([name]) => name)).size).toBe(allCases.length)
  expect(allCases.filter(([, , , , , more]) => more?.on?.length === 0)).toEqual([])
})

function platformFor(release: ReleaseName, [, , , , , more]: Case): Platform {
  if (more?.settings !== undefined) return platformInProcess(release, more.settings)
  const platform = platforms.get(release) ?? platformInProcess(release)
  platforms.set(release, platform)
  return platform
}

function countOf(release: ReleaseName): number {
  return questions.filter(([of]) => of === release).length
}
