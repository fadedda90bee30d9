import { expect, inject, test } from 'vitest'
import { play } from './play.ts'
import { scenarios } from './scenarios.ts'

test.each(scenarios)('$name', async (scenario) => {
  await expect(play(scenario, inject('smallDebian'))).resolves.toBeUndefined()
})
