import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { makeCheckout, type Checkout } from '../checkout.ts'
import { openMachineStage, type MachineStage } from './machine-stage.ts'
import { perform } from './perform.ts'
import { nameOf, type Findings } from './scenario.ts'
import { machineScenarios } from './scenarios/machine.ts'
import type { Stage } from './stage.ts'
import { setUpTls } from './tls-machine.ts'

/* One thing is broken at a time on a machine, or said to be; `campus doctor` must name it, and nothing else. */

const image = `${/^name: (\S+)$/m.exec(readFileSync(join(inject('dir'), 'generated/compose.yaml'), 'utf8'))?.[1]}-gateway`

/** These ask servers elsewhere, which answer in time or not: only who breaks them looks at them. */
const elsewhere = ['network/package-indexes', 'network/tls-interception', 'machine/clock']

describe.each(['http', 'tls'] as const)('%s', (mode) => {
  let checkout: Checkout
  let stage: MachineStage
  let healthy: Findings

  beforeAll(async () => {
    checkout = makeCheckout({
      name: 'campus-sabotage',
      richie: { port: 18970 },
      lms: { edx: { port: 18973 } },
    })
    const rendered = await checkout.campus(['render', '--mode', mode])
    expect(rendered.exitCode, rendered.output).toBe(0)
    stage = openMachineStage(checkout.dir, mode, await setUpTls(checkout.dir), image)
    healthy = await stage.look(['doctor'])
  })
  afterAll(() => checkout.remove())
  afterEach(() => stage.undo())

  test.each(machineScenarios.filter((scenario) => scenario.mode === mode))('$name', async (scenario) => {
    if (scenario.isHere !== undefined && !(await scenario.isHere())) return
    const ignored = elsewhere.filter((name) => ![...scenario.fails, ...(scenario.warns ?? [])].includes(name))
    const without = (findings: Findings) => findings.filter((finding) => !ignored.includes(nameOf(finding)))
    const look: Stage['look'] = async (...asked) => without(await stage.look(...asked))
    await perform({ ...stage, look }, scenario, ['doctor'], without(healthy))
  })
})
