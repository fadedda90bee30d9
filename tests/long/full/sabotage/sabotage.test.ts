import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { formatTable } from './broken-by.ts'
import { perform } from './perform.ts'
import { openRunningStage, type RunningStage, type Settings } from './running-stage.ts'
import { nameOf, type Findings } from './scenario.ts'
import { inARow, scenariosHere } from './scenarios-here.ts'
import { runningScenarios } from './scenarios/running.ts'
import { setUpTls, type TlsMachine } from './tls-machine.ts'

/* One thing is broken at a time; `campus check` must name it, and nothing else, and its fix must fix it. */

const dir = inject('dir')
const specFile = 'environment.local.yaml'
const scenarios = {
  http: await scenariosHere(runningScenarios, 'http'),
  tls: await scenariosHere(runningScenarios, 'tls'),
}
let tls: TlsMachine
let stage: RunningStage
let specBefore: string

beforeAll(async () => {
  tls = await setUpTls(dir)
  stage = openRunningStage(dir, tls)
  specBefore = stage.read(specFile)
  const spec = parse(specBefore) as Settings
  const lms = { edx: { ...spec['lms'].edx, backendOverHttp: 'openedx-hawthorn' } }
  writeFileSync(join(dir, specFile), JSON.stringify({ ...spec, lms }))
})
afterAll(async () => {
  writeFileSync(join(dir, specFile), specBefore)
  const { exitCode, output } = await stage.run('bin/campus up')
  tls.remove()
  console.log(formatTable())
  expect(exitCode, output).toBe(0)
})

describe.each(['http', 'tls'] as const)('%s', (mode) => {
  const start = mode === 'tls' ? 'bin/campus up --tls' : 'bin/campus up'
  const healthy = new Map<string, Findings>()

  beforeAll(async () => {
    const { exitCode, output } = await stage.run(start)
    expect(exitCode, output).toBe(0)
  })
  // What a scenario that failed has left must not fail the next.
  afterEach(async ({ task }) => {
    if (task.result?.state === 'pass') return
    await stage.undo()
    await stage.run(start)
  })

  test.each(inARow(scenarios[mode]))('$name', async ({ scenario, next }) => {
    const argv = ['check', ...(scenario.argv ?? [])]
    if (!healthy.has(argv.join(' '))) await stage.undo() // the one before may have left what this one breaks anew
    const before = healthy.get(argv.join(' ')) ?? (await lookHealthy(argv))
    healthy.set(argv.join(' '), before)
    expect(await perform(stage, scenario, argv, before, next)).toEqual([])
  })
})

async function lookHealthy(argv: readonly string[]): Promise<Findings> {
  const findings = await stage.look(argv)
  const wrong = findings.filter(({ status }) => status === 'fail' || status === 'warn')
  expect(
    wrong.map((finding) => `${nameOf(finding)}: ${finding.says}`),
    'before anything is broken',
  ).toEqual([])
  return findings
}
