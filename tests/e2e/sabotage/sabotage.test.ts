import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { perform } from './perform.ts'
import { openRunningStage, type RunningStage, type Settings } from './running-stage.ts'
import { nameOf, type Findings, type RunningScenario } from './scenario.ts'
import { runningScenarios } from './scenarios/running.ts'
import { setUpTls, type TlsMachine } from './tls-machine.ts'

/* One thing is broken at a time; `campus check` must name it, and nothing else, and its mend must mend it. */

const dir = inject('dir')
const specFile = 'environment.local.yaml'
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
  expect(exitCode, output).toBe(0)
})

describe.each(['http', 'tls'] as const)('%s', (mode) => {
  const scenarios = runningScenarios.filter((scenario) => scenario.mode === mode)
  const start = mode === 'tls' ? 'bin/campus up --tls' : 'bin/campus up'
  let healthy: Findings

  beforeAll(async () => {
    const { exitCode, output } = await stage.run(start)
    expect(exitCode, output).toBe(0)
    healthy = await look([])
  })
  // What a scenario that failed has left must not fail the next.
  afterEach(async ({ task }) => {
    await stage.undo({ isMended: task.result?.state === 'pass' })
    if (task.result?.state !== 'pass') await stage.run(start)
  })
  /** Richie's first pages after a start take a while: it is looked at again. */
  const look = async (argv: readonly string[]) => {
    const wrong: string[][] = []
    while (wrong.length < 4) {
      const findings = await stage.look(['check', ...argv])
      const found = findings.filter(({ status }) => status === 'fail' || status === 'warn')
      if (found.length === 0) return findings
      wrong.push(found.map((finding) => `${nameOf(finding)}: ${finding.says}`))
    }
    throw new Error(`Not healthy before anything is broken:\n${wrong.join('\n')}`)
  }

  test.each(scenarios)('$name', async (scenario) => {
    if (scenario.isHere !== undefined && !(await scenario.isHere())) return
    const { argv = [] } = scenario
    await perform(stage, scenario, ['check', ...argv], argv.length === 0 ? healthy : await look(argv))
  })
})
