import { expect, test } from 'vitest'
import { requireTarget, settingsTargets } from './settings-target.ts'

test.each(Object.keys(settingsTargets))('%s is a target', (name) => {
  expect(requireTarget(name)).toBe(name)
})

test('of another word the nearest one is told, and without one all are', () => {
  expect(() => requireTarget('tutr')).toThrow('There is no target "tutr", did you mean "tutor"?')
  expect(() => requireTarget('x')).toThrow('There is no target "x".')
  expect(() => requireTarget(undefined)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('settings tutor') as string }),
  )
})
