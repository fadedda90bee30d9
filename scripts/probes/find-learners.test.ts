import { expect, test } from 'vitest'
import { probeLearner } from '../plan/learners.ts'
import type { Lms } from '../plan/lms.ts'
import { findLearners, learnerVariables } from './find-learners.ts'

const lms = (key: string, provider: Lms['provider']) => ({ key, provider, probe: probeLearner }) as Lms
const external = [lms('my-lms', 'external')]
const given = { CAMPUS_CHECK_MY_LMS_EMAIL: 'a@example.org', CAMPUS_CHECK_MY_LMS_PASSWORD: 'word' }
const nobody = () => Promise.reject(new Error('nobody should be asked'))

test('a mock has its own learner for checks, and nobody is asked', async () => {
  const learners = await findLearners([lms('edx', 'mock')], { env: given, ask: nobody })
  expect(learners).toEqual({ edx: { email: 'probe@example.com', password: 'probe' } })
})

test('the variables of a key are upper case, with underscores for dashes', () => {
  expect(learnerVariables('my-lms')).toEqual({
    email: 'CAMPUS_CHECK_MY_LMS_EMAIL',
    password: 'CAMPUS_CHECK_MY_LMS_PASSWORD',
  })
})

test('an LMS that is not ours has the learner of the environment variables', async () => {
  expect(await findLearners(external, { env: given, ask: nobody })).toEqual({
    'my-lms': { email: 'a@example.org', password: 'word' },
  })
})

test('without variables a person is asked', async () => {
  const ask = ({ key }: Lms) => Promise.resolve({ email: `${key}@example.org`, password: 'typed' })
  expect(await findLearners(external, { env: {}, ask })).toEqual({
    'my-lms': { email: 'my-lms@example.org', password: 'typed' },
  })
})

test.each([
  ['there is nobody to ask', {}],
  ['the person gives none', { ask: () => Promise.resolve(undefined) }],
])('an LMS is left out where %s', async (_, asking) => {
  expect(await findLearners(external, { env: {}, ...asking })).toEqual({})
})

test.each([
  ['CAMPUS_CHECK_MY_LMS_EMAIL', 'CAMPUS_CHECK_MY_LMS_PASSWORD'],
  ['CAMPUS_CHECK_MY_LMS_PASSWORD', 'CAMPUS_CHECK_MY_LMS_EMAIL'],
])('%s alone is refused, and its value is not shown', async (set, missing) => {
  const found = findLearners(external, { env: { [set]: 'private' }, ask: nobody })
  await expect(found).rejects.toMatchObject({ message: `${set} is set, ${missing} is not.`, exitCode: 2 })
  await expect(found).rejects.not.toThrow('private')
})
