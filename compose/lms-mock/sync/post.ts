import { createHmac } from 'node:crypto'
import type { CourseSettings } from '../settings/settings.ts'
import { courseDate } from '../text/dates.ts'

/** What came of one request: `status` is null where no answer came, `said` is for people, at most 500 characters. */
export type Reply = {
  readonly status: number | null
  readonly said: string
}

/** The real sender's: openedx-api 6. */
const defaultTimeoutMs = 20_000
const longest = 500

/** Sends a signed body to Richie. Never throws. A redirect is an answer: the real sender would lose its POST on the way. */
export async function post(
  url: string,
  body: string,
  secret: string,
  timeoutMs = defaultTimeoutMs,
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
  return (title ?? text).replaceAll(/\s+/g, ' ').trim().slice(0, longest)
}

/** The message of fetch says only that it failed; the reason is in its cause. */
function reason(error: unknown, timeoutMs: number): string {
  const { name, message, cause } = error as Error
  if (name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  const { code, message: why } = (cause ?? {}) as { code?: string; message?: string }
  return why === undefined || why === '' ? (code ?? message) : why
}

/** The Authorization header over the exact bytes of a body: openedx-api 6. */
export function syncSignature(body: string, secret: string): string {
  return `SIG-HMAC-SHA256 ${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** What is synced of a course run. The order of the keys is a part of it: openedx-api 6. */
export type CourseRunPayload = {
  readonly resource_link: string
  readonly start: string | null
  readonly end: string | null
  readonly enrollment_start: string | null
  readonly enrollment_end: string | null
  readonly languages: readonly string[]
  readonly enrollment_count: number
  readonly catalog_visibility: string
}

/**
 * The payload of richie-openedx-sync 1.4: `enrollmentCount` counts all rows, inactive ones too. A real course has one
 * language; here a course may have several, for Richie takes a list.
 */
export function courseRunPayload(
  course: CourseSettings,
  courseLink: string,
  enrollmentCount: number,
): CourseRunPayload {
  const start = isoFormat(course.start)
  return {
    resource_link: courseLink.replaceAll('{course_id}', () => course.id),
    start,
    end: isoFormat(course.end),
    enrollment_start: isoFormat(course.enrollmentStart) ?? start,
    enrollment_end: isoFormat(course.enrollmentEnd),
    languages: course.languages,
    enrollment_count: enrollmentCount,
    catalog_visibility: course.catalogVisibility,
  }
}

/** Python's isoformat() of a date in UTC: no fraction where the second is whole. */
function isoFormat(date: string | null): string | null {
  return courseDate(date)?.replace('Z', '+00:00') ?? null
}
