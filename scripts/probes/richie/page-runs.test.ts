import { expect, test } from 'vitest'
import { isOpen, runsOn } from './find-course-page.ts'

const link = 'https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info'
const run = {
  resource_link: link,
  start: '2026-01-12T09:00:00Z',
  end: null,
  enrollment_start: '2025-11-01T09:00:00Z',
  enrollment_end: null,
}
const read = {
  link,
  start: run.start,
  end: null,
  enrollmentStart: run.enrollment_start,
  enrollmentEnd: null,
}
const escaped = (props: object) =>
  JSON.stringify(props).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;')

test.each([
  [
    'the list of Richie 3',
    `<div data-props='${escaped({ course: { id: 1 }, courseRuns: [run, run] })}'>`,
    [read, read],
  ],
  [
    'one run, in double quotes',
    `<div data-props="${escaped({ courseRun: { ...run, title: "it's <b>" } })}">`,
    [read],
  ],
  ['props as they are', `<div data-props='${JSON.stringify({ courseRun: run })}'>`, [read]],
  ['two widgets', `<i data-props='{"a":[]}'></i><i data-props='${escaped(run)}'></i>`, [read]],
  ['no widget', '<p>nothing</p>', []],
  ['broken props', `<div data-props='{"courseRuns'>`, []],
])('%s', (_, html, runs) => {
  expect(runsOn(html)).toEqual(runs)
})

const now = new Date('2026-11-23T12:00:00Z')
const past = '2026-01-01T00:00:00Z'
const future = '2027-01-01T00:00:00Z'

test.each([
  ['open for ever', { start: past, enrollmentStart: past }, true],
  ['open already, begins later', { start: future, enrollmentStart: past }, true],
  ['open until later', { start: past, enrollmentStart: past, enrollmentEnd: future, end: future }, true],
  ['opens later', { start: future, enrollmentStart: future }, false],
  ['enrolment is over', { start: past, enrollmentStart: past, enrollmentEnd: past }, false],
  ['the run is over', { start: past, enrollmentStart: past, end: past }, false],
  ['not scheduled', { enrollmentStart: past }, false],
  ['without a beginning of enrolment', { start: past }, false],
])('%s: %j', (_, dates, open) => {
  const none = { start: null, end: null, enrollmentStart: null, enrollmentEnd: null }
  expect(isOpen({ link, ...none, ...dates }, now)).toBe(open)
})
