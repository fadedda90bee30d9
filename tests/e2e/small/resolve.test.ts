import { expect, test } from 'vitest'
import { name, edxPort, checkout } from '../support/environment.ts'

/* `campus resolve` where an environment runs; what it says of links is for scripts/commands/resolve-link.test.ts. */

const link = `http://edx.${name}.localhost:${edxPort}/courses/course-v1:edX+DemoX+Demo_Course/info`

test("resolve --verify asks Richie's own Python, and says where it differs", async () => {
  const same = await checkout.campus(['resolve', '--verify', '--json', link])
  expect(JSON.parse(same.output)).toMatchObject({
    verified: {
      baseUrl: `http://edx.${name}.localhost:${edxPort}`,
      courseId: 'course-v1:edX+DemoX+Demo_Course',
      agrees: true,
    },
  })
  expect(same.exitCode).toBe(0)
  // In the other mode the plan has another address of the LMS than the Richie that runs.
  const other = await checkout.campus(['resolve', '--verify', '--mode', 'tls', link])
  expect(other).toMatchObject({ exitCode: 1 })
  expect(other.output).toContain("Richie's own Python differs")
  const none = await checkout.campus(['resolve', '--verify', '--json', 'https://lms.example.org/x'])
  expect(JSON.parse(none.output)).toMatchObject({
    ok: false,
    verified: { baseUrl: null, courseId: null, agrees: true },
  })
})
