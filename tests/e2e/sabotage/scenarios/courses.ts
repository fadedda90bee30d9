import type { RunningScenario } from '../scenario.ts'

/** Course links: what the spec says of them, and what Richie's pages have. */
export const courseScenarios: readonly RunningScenario[] = [
  {
    name: 'courseRegex of the spec ends in /course/, while links end in /info',
    mode: 'http',
    breaks: ({ setLms }) => setLms({ courseRegex: '^https?://[^/]+/courses/(?P<course_id>.*)/course/$' }),
    fails: ['edx/course-links'],
    mend: /Take lms\.edx\.courseRegex out of environment\.yaml/,
  },
  {
    name: 'jsCourseRegex of the spec gives another course id than courseRegex',
    mode: 'http',
    breaks: ({ setLms }) => setLms({ jsCourseRegex: '^https?://[^/]+/(courses/.*)/info$' }),
    fails: ['edx/course-links', 'edx/lms-regex'],
    mend: /Take lms\.edx\.jsCourseRegex out of environment\.yaml/,
  },
  {
    name: 'The spec wires the interface of Dogwood with a release that ends a session for it',
    mode: 'http',
    async breaks({ setLms, run, unlessMended }) {
      unlessMended(() => run('bin/campus up'))
      setLms({ backendOverHttp: 'openedx-dogwood' })
      await run('bin/campus up')
    },
    fails: ['edx/concurrent-logins'],
    skips: ['edx/way-back'],
    mend: /Set lms\.edx\.backend and lms\.edx\.backendOverHttp to openedx-hawthorn/,
  },
  {
    name: 'A course page of Richie has the link of another place',
    mode: 'http',
    async breaks({ sql, exec, unlessMended }) {
      const replace = async (from: string, to: string) => {
        await sql(
          `update richie_course_run set resource_link = replace(resource_link, '${from}', '${to}') where resource_link like '%DemoX%'`,
        )
        await exec('richie', ['rm', '-rf', '/dev/shm/campus/default']) // pages are kept for a minute
      }
      await replace('/info', '/about')
      unlessMended(() => replace('/about', '/info'))
    },
    fails: ['edx/course-page'],
    mend: 'make run',
  },
]
