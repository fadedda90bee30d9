/*
 * The engine and the base on machines that have neither: node tests/bare/trial.ts [SCENARIO...]
 *
 * Each scenario gets a machine of its own: a privileged container of a small Debian with Node and the checkout in it
 * (bare-machine.ts), where the real thing runs (inside.ts). Needs Docker, and BARE_IMAGE: a Debian bookworm image.
 */
import { startBareMachine } from './bare-machine.ts'
import { scenarios } from './scenarios.ts'

const image = process.env['BARE_IMAGE'] ?? 'campus-debian:bookworm'
const asked = process.argv.slice(2)

for (const scenario of scenarios) {
  if (asked.length > 0 && !asked.includes(scenario.name)) continue
  const began = performance.now()
  const name = `enginetest-${scenario.name}`
  const machine = (mirror?: string) =>
    startBareMachine({ name, image, ...(mirror === undefined ? {} : { mirror }) })
  try {
    await scenario.play({ machine, image })
    say(`ok      ${scenario.name}`, began)
  } catch (error) {
    process.exitCode = 1
    say(`FAILED  ${scenario.name}: ${error instanceof Error ? error.message : String(error)}`, began)
  }
}

function say(text: string, began: number): void {
  process.stdout.write(`${text}  (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
}
