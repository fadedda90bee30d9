import { expect, test } from 'vitest'

import { RELEASES, type ReleaseName } from '../release/rows.ts'
import { ALL_CASES, SECTIONS } from './all-cases.ts'
import { askCase, isFor } from './ask-case.ts'
import type { Case } from './case.ts'
import { platformInProcess } from './in-process.ts'
import type { Platform } from './platform.ts'

/* Every line of the contract, for each release it holds for, asked of the mock in this process: one LMS a release, as a person has. */

const platforms = new Map<ReleaseName, Platform>()

const questions = RELEASES.flatMap((release) =>
  ALL_CASES.filter((line) => isFor(release, line)).map((line) => [release, line[0], line] as const),
)

test.each(questions)('%s: %s', async (release, _, line) => {
  expect(await askCase(platformFor(release, line), line)).toEqual([])
})

test('the order of the lines does not matter', async () => {
  for (const release of RELEASES) {
    const platform = platformInProcess(release)
    const lines = ALL_CASES.filter((line) => isFor(release, line) && line[5]?.settings === undefined)
    for (const line of lines.toReversed()) {
      expect(await askCase(platform, line), `${release}: ${line[0]}`).toEqual([])
    }
  }
})

test('there are at least 200 lines, no two of one name, and it is known how many are inferred', () => {
  const inferred = ALL_CASES.filter(([, , , , , more]) => more?.inferred === true)
  const sections = Object.entries(SECTIONS).map(([name, lines]) => `${name} ${lines.length}`)
  console.log(
    `The contract: ${ALL_CASES.length} lines (${sections.join(', ')}), ${inferred.length} of them inferred; ` +
      `${questions.length} questions: ${RELEASES.map((release) => `${release} ${countOf(release)}`).join(', ')}`,
  )
  expect(ALL_CASES.length).toBeGreaterThanOrEqual(200)
  expect(new Set(ALL_CASES.map(([name]) => name)).size).toBe(ALL_CASES.length)
  expect(ALL_CASES.filter(([, , , , , more]) => more?.on?.length === 0)).toEqual([])
})

function platformFor(release: ReleaseName, [, , , , , more]: Case): Platform {
  if (more?.settings !== undefined) {
    return platformInProcess(release, more.settings)
  }
  const platform = platforms.get(release) ?? platformInProcess(release)
  platforms.set(release, platform)
  return platform
}

function countOf(release: ReleaseName): number {
  return questions.filter(([of]) => of === release).length
}
