import type { Person, Platform } from '../lms-mock/contract/platform.ts'
import { Visitor } from '../lms-mock/contract/visitor.ts'
import type { Program } from '../lms-mock/testing/program.ts'

/** How to ask the LMS, wherever it is. */
export type Ask = Program['ask']

/** Logs a learner in, enrolls them as Richie would, and returns the headers of Richie's request whether they are enrolled. */
export async function loggedIn(
  ask: Ask,
  lms: string,
  richie: string,
  user: Person,
  course: string,
): Promise<{ readonly path: string; readonly headers: Readonly<Record<string, string>> }> {
  const path = `/api/enrollment/v1/enrollment/${user.username},${course}`
  const headers: Record<string, string> = {}
  const platform: Platform = {
    release: 'teak',
    lms,
    richie,
    domain: '',
    staff: user,
    apiKey: undefined,
    async ask(target, { method, headers: sent, body }) {
      Object.assign(headers, target === path ? sent : {})
      const answer = await ask(method, target, sent, body)
      const lines = answer.headers.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 2),
      ])
      return new Response(answer.body, { status: answer.status, headers: lines })
    },
    register: () => Promise.reject(new Error('Expected an account that is there')),
  }
  const visitor = new Visitor(platform, 'staff', user, (text) => text.replace('{E}', '/api/enrollment/v1'))
  await visitor.arrive()
  await visitor.step(`enroll ${course}`)
  const enrolled = await (await visitor.send('GET', path)).text()
  if (!enrolled.includes('"is_active":true'))
    throw new Error(`Expected an enrollment at ${path}, got ${enrolled}`)
  return { path, headers }
}
