import { createApplication } from '../../../compose/lms-mock/application.ts'
import { seed } from '../../../compose/lms-mock/store/seed.ts'
import { openStore, type Store } from '../../../compose/lms-mock/store/store.ts'
import { CookieJar } from './cookie-jar.ts'
import { recordedSettings } from './recorded-settings.ts'

/** Where Richie is in the tests. */
export const richie = 'https://richie.local.dev:8070'
/** What a Richie page sends with a GET. */
export const fromRichie = { Origin: richie, Referer: `${richie}/en/courses/x/` }
/** What a page of the LMS itself sends. */
export const fromLms = { Origin: 'https://edx.local.dev:8073', Referer: 'https://edx.local.dev:8073/login' }
/** The list and POST address of the enrollment API. */
export const enrollment = '/api/enrollment/v1/enrollment'

type Headers = Readonly<Record<string, string | undefined>>

/** The LMS under test, with a clock that only moves when told. */
export type Lms = {
  readonly store: Store
  readonly log: string[]
  /** The addresses that the application serves, as Hono writes them. */
  readonly routes: readonly string[]
  now: Date
  request(path: string, init: RequestInit): Promise<Response>
  browser(): Browser
}

/** Starts the recorded LMS in process, over a new database or a given one. */
export function startLms(
  changes: Readonly<Record<string, unknown>> = {},
  store: Store = openStore(':memory:'),
): Lms {
  const now = new Date('2026-11-23T05:00:00Z')
  const settings = recordedSettings(now, changes)
  seed(store, settings, now)
  const log: string[] = []
  const app = createApplication({ settings, store, now: () => lms.now }, (line) => log.push(line))
  const lms: Lms = {
    store,
    log,
    routes: [...new Set(app.routes.map(({ path }) => path))],
    now,
    request: async (path, init) => await app.request(path, init),
    browser: () => new Browser(lms),
  }
  return lms
}

/** One browser: keeps cookies as the answers tell it to. */
export class Browser {
  readonly cookies = new CookieJar()
  readonly #lms: Lms

  constructor(lms: Lms) {
    this.#lms = lms
  }

  async get(path: string, headers: Headers = fromRichie, isSecure = true): Promise<Response> {
    return await this.send('GET', path, headers, undefined, isSecure)
  }

  async post(path: string, headers: Headers, body: string, isSecure = true): Promise<Response> {
    return await this.send('POST', path, headers, body, isSecure)
  }

  async send(
    method: string,
    path: string,
    headers: Headers,
    body?: string,
    isSecure = true,
  ): Promise<Response> {
    const all = {
      Host: 'edx.local.dev:8073',
      Accept: '*/*',
      ...(isSecure ? { 'X-Forwarded-Proto': 'https' } : {}),
      Cookie: this.cookies.header(),
      ...headers,
    }
    const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const answer = await this.#lms.request(path, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body }),
    })
    this.cookies.keep(answer.headers.getSetCookie())
    return answer
  }

  /** Logs in by the address that every release has. */
  async logIn(username: string): Promise<Response> {
    await this.get('/login_ajax', {})
    const form = new URLSearchParams({ email: `${username}@example.com`, password: username }).toString()
    return await this.post('/login_ajax', { ...fromLms, ...this.#form() }, form)
  }

  /** Enrolls as Richie does: its one request, with the CSRF cookie that its origin can read. */
  async enroll(course: string, more: object = {}, headers: Headers = {}): Promise<Response> {
    const body = JSON.stringify({ course_details: { course_id: `course-v1:edX+DemoX+${course}` }, ...more })
    const csrf = {
      'X-CSRFTOKEN': this.cookies.get('edx_csrf_token') ?? '',
      'Content-Type': 'application/json',
    }
    return await this.post(enrollment, { ...fromRichie, ...csrf, ...headers }, body)
  }

  #form(): Headers {
    return {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-CSRFToken': this.cookies.get('csrftoken'),
    }
  }
}

/** A learner who is logged in and whose browser holds the CSRF cookie, as after Richie's first GET. */
export async function learner(lms: Lms, username = 'edx'): Promise<Browser> {
  const browser = lms.browser()
  await browser.logIn(username)
  await browser.get(`${enrollment}/${username},course-v1:edX+DemoX+Demo_Course`)
  return browser
}

/** The names of the cookies an answer sets (not those it deletes). */
export function cookiesSet(answer: Response): string[] {
  const kept = answer.headers.getSetCookie().filter((line) => !line.includes('Max-Age=0'))
  return kept.map((line) => line.split('=')[0] ?? '').toSorted()
}

/** The one Set-Cookie line of that name. */
export function cookieLine(answer: Response, name: string): string | undefined {
  return answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))
}
