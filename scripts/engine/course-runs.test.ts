import { expect, test } from 'vitest'
import { parseReports } from './course-runs.ts'

const report = (richie: string | null) =>
  JSON.stringify({ richie, left: 0, accepted: 1, withheld: 0, refused: [], away: null })

test('a report counts for the Richie that it is about', () => {
  const output = [
    'richie=1795411200.123456789',
    `/run/campus/edx.sync:${report('1795411200123456789')}`,
    `/run/campus/second-lms.sync:${report('1795411200123456789')}`,
    `/run/campus/late.sync:${report('1795411100000000000')}`,
    `/run/campus/fresh.sync:${report(null)}`,
  ].join('\n')
  expect([...parseReports(output).keys()]).toEqual(['edx', 'second-lms'])
})

test.each([
  ['Richie is not up', `/run/campus/edx.sync:${report(null)}`],
  ['the gateway is being made anew', ''],
  ['no LMS has written one', 'richie=1.5\ngrep: /run/campus/*.sync: No such file or directory\n'],
])('there is no report while %s', (_, output) => {
  expect(parseReports(output).size).toBe(0)
})
