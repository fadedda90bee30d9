import type { RunningStage } from '../running-stage.ts'
import type { RunningScenario } from '../scenario.ts'

/** By the derived expressions the same as one to /info. */
const aboutLink = 'http://edx.campustest.localhost:18073/courses/course-v1:edX+DemoX+Demo_Course/about'

/** Course links: what the spec says of them, and what Richie's pages have. */
export const courseScenarios: readonly RunningScenario[] = [
  {
    name: 'courseRegex of the spec knows links to /info alone, and one to /about is asked for',
    mode: 'http',
    family: 'spec',
    breaks: ({ setLms }) => setLms({ courseRegex: '^https?://[^/]+/courses/(?P<course_id>.*)/info$' }),
    argv: [aboutLink],
    fails: ['edx/course-links'],
    fix: /Remove lms\.edx\.courseRegex from environment\.yaml/,
  },
  {
    name: 'jsCourseRegex of the spec gives another course id than courseRegex',
    mode: 'http',
    family: 'spec',
    breaks: ({ setLms }) => setLms({ jsCourseRegex: '^https?://[^/]+/courses/(.*?)(?:/info|out)$' }),
    argv: [aboutLink],
    fails: ['edx/course-links', 'edx/lms-regex', 'edx/enrollment'],
    fix: /Remove lms\.edx\.jsCourseRegex from environment\.yaml/,
  },
  {
    name: 'A course page of Richie has the link of another name of the LMS',
    mode: 'http',
    breaks: (stage) =>
      moveLinks(stage, stage.origins().edx, stage.origins().edx.replace(/\/\/[^:]+/, '//localhost')),
    fails: ['edx/course-page'],
    fix: 'bin/campus manage campus_init',
  },
  {
    name: 'A course page of Richie has a link that was typed by hand',
    mode: 'http',
    breaks: (stage) => moveLinks(stage, '/info', '/about'),
    fails: ['edx/course-page'],
    fix: /Correct the field "resource link" of this course run in Richie's admin:\nhttp.*\/info/,
  },
]

/** Replaces a part of the links of the demonstration course in Richie's database. */
async function moveLinks({ sql, exec, unlessFixed }: RunningStage, from: string, to: string): Promise<void> {
  const replace = async (one: string, other: string) => {
    const where = `resource_link like '%DemoX%'`
    await sql(
      `update richie_course_run set resource_link = replace(resource_link, '${one}', '${other}') where ${where}`,
    )
    await exec('richie', ['rm', '-rf', '/dev/shm/campus/default']) // pages are kept for a minute
  }
  await replace(from, to)
  unlessFixed(() => replace(to, from))
}
