import { expect, test } from 'vitest'
import { courseNotes, nextSteps } from '../../scripts/commands/status/summary.ts'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { makePlan } from '../../scripts/plan/plan.ts'
import { facts } from './facts.ts'

test.each([
  ['ours', 'lms: { edx: {} }', ['make setup-ssl && make run-ssl']],
  ['under another domain', 'lms: { far: { provider: external, url: "https://lms.example.org" } }', ['Real enrolment at far needs a domain']],
  ['behind the gateway', 'lms: { far: { provider: external, proxy: true, url: "https://lms.example.org" } }', ['make setup-ssl && make run-ssl']],
])('how enrolment becomes real at an LMS that is %s', (_, text, says) => {
  const { environment, problems } = loadEnvironment({ file: 'environment.yaml', text })
  expect(problems).toEqual([])
  const lines = nextSteps(makePlan(environment, 'http', facts).plan).flat()
  expect(lines.filter((line) => /eal enrolment/.test(line))).toEqual(says.map((one) => expect.stringContaining(one)))
})

test.each([
  ['lms: { edx: { courses: [{ id: course-v1:a+b+c, title: A }] } }', ['  edx has only what courses names: 1 course. To add to the default ones: moreCourses']],
  ['lms: { edx: { moreCourses: [{ id: course-v1:a+b+c, title: A }] } }', []],
])('%s: the default courses do not go without a word', (text, notes) => {
  const { environment, problems } = loadEnvironment({ file: 'environment.yaml', text })
  expect(problems).toEqual([])
  const { plan } = makePlan(environment, 'http', facts)
  expect(courseNotes(plan, ['lms/edx/mock.json'])).toEqual(notes)
  expect(courseNotes(plan, ['compose.yaml'])).toEqual([])
  expect(plan.mocks[0]?.courses.map(({ id }) => id)).toContain('course-v1:a+b+c')
  expect(plan.mocks[0]?.courses).toHaveLength(notes.length === 0 ? 12 : 1)
})

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
