import { expect, inject, test } from 'vitest'
import { startBareMachine } from './bare-machine.ts'
import { scenarios } from './scenarios.ts'
import { wholeScenario } from './whole.ts'

/*
 * Machines that have no engine: privileged containers of a small Debian, in which an engine of its own is installed.
 * BARE_TRACE=1 shows what is printed in them, BARE_KEEP=1 keeps them.
 */
const image = inject('smallDebian')

test.each([wholeScenario, ...scenarios])('$name', async ({ name, play }) => {
  const machine = (mirror?: string) =>
    startBareMachine({
      name: `campusbare-${name.replaceAll(' ', '-')}`,
      image,
      ...(mirror === undefined ? {} : { mirror }),
    })
  await expect(play({ machine, image })).resolves.toBeUndefined()
})
