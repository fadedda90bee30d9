import { beforeAll, expect, test } from 'vitest'
import { docker } from '../e2e/docker.ts'
import { startBareMachine } from './bare-machine.ts'
import { scenarios } from './scenarios.ts'
import { wholeScenario } from './whole.ts'

/*
 * Machines that have no engine: privileged containers of a small Debian, in which an engine of its own is installed.
 * BARE_TRACE=1 shows what is printed in them, BARE_KEEP=1 keeps them. They are made of the Debian below the test environment's base.
 */
let image = process.env['BARE_IMAGE'] ?? 'campustest-debian:bookworm'

beforeAll(async () => {
  if ((await docker(['images', '--quiet', image])) !== '') return
  // The base came from a registry: then so does this.
  image = 'debian:bookworm-slim'
  await docker(['pull', '--quiet', image])
})

test.each([wholeScenario, ...scenarios])('$name', async ({ name, play }) => {
  const machine = (mirror?: string) =>
    startBareMachine({
      name: `campusbare-${name.replaceAll(' ', '-')}`,
      image,
      ...(mirror === undefined ? {} : { mirror }),
    })
  await expect(play({ machine, image })).resolves.toBeUndefined()
})
