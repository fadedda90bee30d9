import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { noted, type Figure } from './figure.ts'
import { loggedIn } from './learner.ts'
import { lms, richie, startMock } from './mock.ts'
import { load } from './wrk.ts'

/** Richie's request whether a learner is enrolled, sent to the mock directly: to compare with the figure of the gateway. */
export async function measureReads(folder: string): Promise<readonly Figure[]> {
  const own = join(folder, 'reads')
  mkdirSync(own)
  const course = 'course-v1:a+b+run'
  const seed = { users: [{ username: 'edx' }], courses: [{ run: 'run', id: course }] }
  const { program, port } = await startMock(own, seed)
  try {
    const user = { username: 'edx', email: 'edx@example.com', password: 'edx' }
    const { path, headers } = await loggedIn(program.ask, lms, richie, user, course)
    const { perSecond, p50, p99, errors } = await load(own, `http://127.0.0.1:${port}${path}`, headers)
    const text = `${perSecond.toLocaleString('en')}/s, p50 ${p50} ms, p99 ${p99} ms, ${errors} errors`
    return [noted('enrollment GET, the mock alone, 64 connections', text)]
  } finally {
    await program.end('SIGTERM')
  }
}
