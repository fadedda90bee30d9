import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { formatProblem } from '../../scripts/environment/problem.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import { readTemplates } from '../../scripts/project/project.ts'
import { render } from '../../scripts/render/render.ts'
import { facts } from './facts.ts'

/*
 * One folder a case in plans/: a spec, and in http/ and tls/ (some have only one) what must come of it. The gateway's pages
 * differ in names alone: they stand in the default case, and those of sites that are not ours in one of theirs. `vitest -u` writes it
 * all anew.
 */

const folder = join(import.meta.dirname, 'plans')
const templates = readTemplates(join(import.meta.dirname, '../../nginx'))

const hasPage = (name: string, mode: string, path: string) =>
  name === 'default' ||
  (name === 'external-lmses' && mode === 'tls' && /(?:tutor|staging|own-name)-down/.test(path))

const modes = ['http', 'tls'] as const
const cases = readdirSync(folder).flatMap((name) =>
  modes.filter((mode) => existsSync(join(folder, name, mode))).map((mode) => [name, mode] as const),
)

test.each(cases)('%s, %s', async (name, mode) => {
  const read = (file: string) => ({ file, text: readFileSync(join(folder, name, file), 'utf8') })
  const local = 'environment.local.yaml'
  const loaded = loadEnvironment(
    read('environment.yaml'),
    existsSync(join(folder, name, local)) ? read(local) : undefined,
  )
  const { plan, faults } = makePlan(loaded.environment, mode, { ...facts, ipv6: name !== 'two-lmses' })
  expect(loaded.withFaults(faults).map(formatProblem)).toEqual([])

  const all = render(plan, templates)
  const kept = all.filter(({ path }) => !path.startsWith('nginx/pages/') || hasPage(name, mode, path))
  for (const { path, text } of kept) 
    await expect(text).toMatchFileSnapshot(join(folder, name, mode, path))
  const golden = readdirSync(join(folder, name, mode), { recursive: true, withFileTypes: true })
  expect(golden.filter((file) => file.isFile()).length, 'no golden file is left over').toBe(kept.length)
  expect(render(plan, templates), 'the same plan gives the same bytes').toEqual(all)
})
