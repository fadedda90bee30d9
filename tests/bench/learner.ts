/** How to ask the LMS, wherever it is: gives the answer's status, body and Set-Cookie lines. */
export type Ask = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
) => Promise<{ readonly status: number; readonly body: string; readonly cookies: readonly string[] }>

/** Logs a learner in, enrolls him as Richie would, and gives the headers of Richie's question whether he is enrolled. */
export async function loggedIn(
  ask: Ask,
  lms: string,
  richie: string,
  user: { readonly username: string; readonly password: string },
  course: string,
): Promise<{ readonly path: string; readonly headers: Readonly<Record<string, string>> }> {
  const jar = new Map<string, string>()
  const base = {
    Host: new URL(lms).host,
    'X-Forwarded-Proto': new URL(lms).protocol.slice(0, -1),
    Accept: '*/*',
  }
  const cookies = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
  const send = async (method: string, path: string, headers: object, body?: string) => {
    const answer = await ask(method, path, { ...base, Cookie: cookies(), ...headers }, body)
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 200)}`)
    }
    return answer
  }
  const form = '/api/user/v2/account/login_session/'
  const path = `/api/enrollment/v1/enrollment/${user.username},${course}`
  const fromRichie = { Origin: richie, Referer: `${richie}/en/` }
  const login = new URLSearchParams({ email_or_username: user.username, password: user.password })
  await send('GET', form, {})
  const fromLms = { Origin: lms, Referer: `${lms}/login`, 'X-CSRFToken': jar.get('csrftoken') ?? '' }
  await send(
    'POST',
    form,
    { ...fromLms, 'Content-Type': 'application/x-www-form-urlencoded' },
    login.toString(),
  )
  await send('GET', path, fromRichie)
  const json = { 'X-CSRFToken': jar.get('edx_csrf_token') ?? '', 'Content-Type': 'application/json' }
  const wish = JSON.stringify({ course_details: { course_id: course } })
  await send('POST', '/api/enrollment/v1/enrollment', { ...fromRichie, ...json }, wish)
  const enrolled = await send('GET', path, fromRichie)
  if (!enrolled.body.includes('"is_active":true')) {
    throw new Error(`Expected an enrollment at ${path}, got ${enrolled.body}`)
  }
  return { path, headers: { ...base, ...fromRichie, Cookie: cookies() } }
}
