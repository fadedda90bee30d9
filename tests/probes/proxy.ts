import type { MockOptions } from './open-lms.ts'

/** What stands in front of an LMS of a test. */
export type Proxy = NonNullable<MockOptions['proxy']>
type Change = (answer: Response) => Response

/** Changes the answers to one method, below one path. */
export function at(method: string, path: string, change: Change): Proxy {
  return async (request, pass) => {
    const isThere = new URL(request.url).pathname.startsWith(path) && request.method === method
    return isThere ? change(await pass()) : await pass()
  }
}

function parts({ status, headers: given }: Response): { readonly status: number; readonly headers: Headers } {
  const headers = new Headers(given)
  headers.delete('Content-Length')
  return { status, headers }
}

/** Another status and body, with the same headers. */
export function changed(answer: Response, status: number, body: string): Response {
  return new Response(body, { ...parts(answer), status })
}

export function withHeader(answer: Response, name: string, value: string): Response {
  const { status, headers } = parts(answer)
  headers.set(name, value)
  return new Response(answer.body, { status, headers })
}

export function without(answer: Response, name: string): Response {
  const { status, headers } = parts(answer)
  headers.delete(name)
  return new Response(answer.body, { status, headers })
}

export function changeCookies(answer: Response, change: (line: string) => string): Response {
  const { status, headers } = parts(answer)
  const lines = answer.headers.getSetCookie().map(change)
  headers.delete('set-cookie')
  for (const line of lines.filter((one) => one !== '')) headers.append('Set-Cookie', line)
  return new Response(answer.body, { status, headers })
}
