import { expect, test } from 'vitest'
import { explainDockerError } from './explain-problem.ts'

test.each([
  [
    { statusCode: 409, reason: 'conflict', json: { message: 'name is in use' } },
    'Docker refused (409): name is in use',
  ],
  [
    Object.assign(new Error('HTTP code 500'), { statusCode: 500, json: null }),
    'Docker refused (500): HTTP code 500',
  ],
  [Object.assign(new Error('connect ENOENT'), { syscall: 'connect' }), 'Docker no longer answers.'],
])('%o is explained', (error, message) => {
  expect(explainDockerError(error)?.message).toBe(message)
})

test.each([new Error('a bug'), undefined, 'text', { code: 'ENOENT', syscall: 'open' }])(
  '%o is not for it',
  (error) => {
    expect(explainDockerError(error)).toBeUndefined()
  },
)
