import { expect, test } from 'vitest'
import { doctorCommand } from './doctor.ts'

test('--fix --json does not begin without --yes: there is no place to ask', async () => {
  await expect(doctorCommand({ fix: true, json: true })).rejects.toMatchObject({
    id: 'command-line',
    exitCode: 2,
    hint: 'bin/campus doctor --fix --json --yes',
  })
})
