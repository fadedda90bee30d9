import { expect, inject, test } from 'vitest'
import { play } from './play.ts'
import { wholeScenario } from './whole.ts'

test('one machine from nothing: the whole thing', async () => {
  await expect(play(wholeScenario, inject('smallDebian'))).resolves.toBeUndefined()
})
