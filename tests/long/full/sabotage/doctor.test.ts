import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { makeCheckout, type Checkout } from '../../../e2e/support/checkout.ts'
import { openMachineStage, type MachineScenario, type MachineStage } from './machine-stage.ts'
import { perform } from './perform.ts'
import { nameOf, type Findings } from './scenario.ts'
import { inARow, scenariosHere } from './scenarios-here.ts'
import { machineScenarios } from './scenarios/machine.ts'
import { setUpTls } from './tls-machine.ts'

/* One thing is broken at a time on a machine, or said to be; `campus doctor` must name it, and nothing else. */

const image = `${/^name: (\S+)$/m.exec(readFileSync(join(inject('dir'), 'generated/compose.yaml'), 'utf8'))?.[1]}-gateway`
const local = { name: 'campustest-sabotage', richie: { port: 18970 }, lms: { edx: { port: 18973 } } }
const scenarios = {
  http: await scenariosHere(machineScenarios, 'http'),
  tls: await scenariosHere(machineScenarios, 'tls'),
}

describe.each(['http', 'tls'] as const)('%s', (mode) => {
  let checkout: Checkout
  let stage: MachineStage
  let healthy: Findings

  beforeAll(async () => {
    checkout = makeCheckout(local)
    const { exitCode, output } = await checkout.campus(['render', '--mode', mode])
    expect(exitCode, output).toBe(0)
    stage = openMachineStage(checkout.dir, mode, await setUpTls(checkout.dir), image)
    healthy = await stage.look(['doctor'])
  })
  afterAll(() => checkout.remove())
  afterEach(() => stage.undo())

  test.each(inARow(scenarios[mode]))('$name', async ({ scenario, next }) => {
    const without = (findings: Findings) => findings.filter((finding) => !isElsewhere(finding, scenario))
    const look: MachineStage['look'] = async (...asked) => without(await stage.look(...asked))
    expect(await perform({ ...stage, look }, scenario, ['doctor'], without(healthy), next)).toEqual([])
  })
})

/** These ask servers elsewhere, which answer in time or not: only who breaks them looks at them. */
const elsewhere = ['network/package-indexes', 'network/tls-interception', 'machine/clock']

function isElsewhere(finding: Findings[number], { fails, warns = [] }: MachineScenario): boolean {
  const name = nameOf(finding)
  return elsewhere.includes(name) && ![...fails, ...warns].includes(name)
}
