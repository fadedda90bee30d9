import { syncSignature } from './signature.ts'

/** What came of one request: `status` is null where no answer came, `said` is for people, at most 500 characters. */
export interface Reply {
  readonly status: number | null
  readonly said: string
}

/** The real sender's: openedx-api 6. */
const TIMEOUT_MS = 20_000
const LONGEST = 500

/** Sends a signed body to Richie. Never throws. A redirect is an answer: the real sender would lose its POST on the way. */
export async function post(
  url: string,
  body: string,
  secret: string,
  timeoutMs = TIMEOUT_MS,
): Promise<Reply> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: syncSignature(body, secret) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await answer.text()
    return { status: answer.status, said: inShort(answer.headers.get('location') ?? text) }
  } catch (error) {
    return { status: null, said: inShort(reason(error, timeoutMs)) }
  }
}

/** Of a page, its title. */
function inShort(text: string): string {
  const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1]
  return (title ?? text).replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST)
}

/** fetch says only that it failed; why is in the cause. */
function reason(error: unknown, timeoutMs: number): string {
  const { name, message, cause } = error as Error
  if (name === 'TimeoutError') {
    return `no answer within ${timeoutMs / 1000} s`
  }
  const { code, message: why } = (cause ?? {}) as { code?: string; message?: string }
  return why === undefined || why === '' ? (code ?? message) : why
}
