import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { openCheckout } from './checkout.ts'

/* `campus resolve` where an environment runs; what it says of links is for scripts/commands/resolve-link.test.ts. */

const execute = promisify(execFile)
const checkout = openCheckout(inject('dir'))
const link = 'http://edx.campustest.localhost:18073/courses/course-v1:edX+DemoX+Demo_Course/info'

test("resolve --verify asks Richie's own Python, and says where it differs", async () => {
  const same = await checkout.campus(['resolve', '--verify', '--json', link])
  expect(JSON.parse(same.output)).toMatchObject({
    verified: {
      baseUrl: 'http://edx.campustest.localhost:18073',
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

test('resolve answers in a moment: 0.3 s, as time of the processor, since other tests may run beside this one', async () => {
  const times = []
  for (let round = 0; round < 5; round += 1) times.push(await processorSeconds(['resolve', link]))
  expect(Math.min(...times)).toBeLessThan(0.3)
})

/** User and system time of a command and its children, by the shell's own count. */
async function processorSeconds(argv: readonly string[]): Promise<number> {
  const command = [join(checkout.dir, 'bin/campus'), ...argv].map((word) => `'${word}'`).join(' ')
  const { stdout } = await execute('sh', ['-c', `${command} > /dev/null; times`])
  const spent = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  return spent.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}
