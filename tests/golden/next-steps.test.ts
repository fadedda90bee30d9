import { expect, test } from 'vitest'
import { nextSteps } from '../../scripts/commands/status/summary.ts'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import { facts } from './facts.ts'

const real =
  'far: { provider: external, url: "http://far.campus.localhost:8099", backend: openedx-hawthorn, backendOverHttp: openedx-hawthorn }'

test.each([
  ['all', 'lms: { edx: {} }', 'Enrolment is faked in the browser'],
  ['one of two', `{ authentication: far, lms: { edx: {}, ${real} } }`, 'Enrolment at edx is faked in'],
  ['none', `lms: { ${real} }`, undefined],
])('where %s fake the enrolment over http', (_, text, says) => {
  const { environment, problems } = loadEnvironment({ file: 'environment.yaml', text })
  expect(problems).toEqual([])
  const lines = nextSteps(makePlan(environment, 'http', facts).plan).flat()
  expect(
    lines
      .find((line) => line.includes('faked'))
      ?.trim()
      .slice(0, says?.length),
  ).toBe(says)
})
