import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeProgram } from '../scripts/command-line/program.ts'
import { loadEnvironment } from '../scripts/environment/load.ts'
import { makePlan } from '../scripts/plan/plan.ts'
import { facts } from './golden/facts.ts'

/* What the guides have people write and run is there: specs without a problem, commands and make targets that exist, links to files. */

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/guides')
const guides = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)

const specs = guides.flatMap(({ name, text }) =>
  all(text, /^```yaml\n([\s\S]*?)^```$/gm).map((spec, index) => ({ name, number: index + 1, spec })),
)

test.each(specs)('$name: spec $number has no problem, in either mode', ({ spec }) => {
  const { environment, problems } = loadEnvironment({ file: 'environment.yaml', text: spec })
  expect(problems).toEqual([])
  for (const mode of ['http', 'tls'] as const) expect(makePlan(environment, mode, facts).faults).toEqual([])
})

describe.each(guides)('$name', ({ text }) => {
  test('its commands exist', () => {
    const commands = makeProgram().commands.map((command) => command.name())
    expect(commands).toEqual(expect.arrayContaining(all(text, /bin\/campus ([a-z-]+)/g)))
  })

  test('its links lead to files', () => {
    const there = readdirSync(folder)
    expect(there).toEqual(expect.arrayContaining(all(text, /\]\(([a-z-]+\.md)\)/g)))
  })
})
