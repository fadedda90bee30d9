import { expect } from 'vitest'
import { ask, type Reply } from './http.ts'

/** Logs the demo learner in at an LMS of http mode, and enrols as a page of Richie does. */
export async function enroll(lms: string, richie: string, courseId: string): Promise<void> {
  const cookies = new Map<string, string>()
  const send = async (path: string, headers: Readonly<Record<string, string>>, body?: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const token = cookies.get('csrftoken') ?? ''
    const all = { cookie, 'X-CSRFToken': token, ...headers }
    const reply = await ask(
      lms + path,
      body === undefined ? { headers: all } : { method: 'POST', headers: all, body },
    )
    keepCookies(cookies, reply)
    return reply
  }
  const login = '/api/user/v2/account/login_session/'
  await send(login, {})
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', Referer: `${lms}/login` }
  expect((await send(login, form, 'email_or_username=edx&password=edx')).status).toBe(200)
  const fromRichie = { Origin: richie, Referer: `${richie}/en/`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ user: 'edx', course_details: { course_id: courseId } })
  const reply = await send('/api/enrollment/v1/enrollment', fromRichie, body)
  expect(reply.body).toContain('"is_active":true')
}

function keepCookies(cookies: Map<string, string>, reply: Reply): void {
  for (const line of reply.headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
}
