import { CookieJar } from '../testing/cookie-jar.ts'
import type { More, Who } from './case.ts'
import type { Person, Platform } from './platform.ts'

const formType = 'application/x-www-form-urlencoded'
const linkAccept = 'text/html,application/xhtml+xml,*/*;q=0.8'

/** One browser (or server) at one platform: keeps cookies, and sends what it would send from where it is. */
export class Visitor {
  readonly jar = new CookieJar()
  readonly person: Person
  readonly #platform: Platform
  readonly #who: Who
  readonly #fill: (text: string) => string

  constructor(platform: Platform, who: Who, person: Person, fill: (text: string) => string) {
    this.#platform = platform
    this.#who = who
    this.person = person
    this.#fill = fill
  }

  /** Gets ready to be who the case says. */
  async arrive(): Promise<void> {
    if (this.#who === 'visitor' || this.#who === 'learner') await this.#platform.register(this.person)
    if (this.#who === 'visitor') await this.send('GET', '/login', { from: 'link' })
    if (this.#who === 'learner' || this.#who === 'staff') {
      await this.#logIn()
      await this.send('GET', this.#fill('{E}/enrollment'))
    }
  }

  /** One step before the case: `enroll <course>`, `leave <course>`, `log in`, `log in as <username>`, `log in elsewhere`, `mistype`, `forget <cookie>`, `cookie <a=b>`, `GET <path>`. */
  async step(text: string): Promise<void> {
    const [, verb = '', rest = ''] =
      /^(log in elsewhere|log in as|log in|\S+) ?(.*)$/.exec(this.#fill(text)) ?? []
    const steps: Record<string, () => Promise<unknown>> = {
      enroll: async () =>
        this.#must(
          await this.send('POST', this.#fill('{E}/enrollment'), {
            send: { course_details: { course_id: rest } },
          }),
        ),
      leave: async () => this.#must(await this.#leave(rest)),
      'log in': async () => await this.#logIn(),
      'log in as': async () => await this.#logIn({ email: `${rest}@example.com`, password: rest }),
      'log in elsewhere': async () =>
        await new Visitor(this.#platform, 'learner', this.person, this.#fill).#logIn(),
      forget: async () =>
        void [...this.jar.keys()]
          .filter((name) => name.startsWith(rest))
          .map((name) => this.jar.delete(name)),
      cookie: async () =>
        void this.jar.set(rest.slice(0, rest.indexOf('=')), rest.slice(rest.indexOf('=') + 1)),
      mistype: async () =>
        await this.send('POST', '/login_ajax', {
          from: 'lms',
          send: `email=${this.person.email}&password=no`,
        }),
      GET: async () => await this.send('GET', rest),
    }
    await (steps[verb] ?? unknownStep(text))()
  }

  /** Sends one request as the browser would from there; answers change its cookies. */
  async send(method: string, path: string, more: More = {}): Promise<Response> {
    const { send } = more
    const headers = {
      Accept: '*/*',
      ...this.#origins(more),
      Cookie: this.jar.header(),
      ...this.#bodyHeaders(more),
      ...more.headers,
    }
    const sent = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, this.#fill(value)] as const],
    )
    const text = typeof send === 'object' ? JSON.stringify(send) : send
    const answer = await this.#platform.ask(path, {
      method,
      headers: Object.fromEntries(sent),
      ...(text === undefined ? {} : { body: this.#fill(text) }),
    })
    this.jar.keep(answer.headers.getSetCookie())
    return answer
  }

  #origins({ from, insecure }: More): Record<string, string> {
    const { lms, richie, apiKey } = this.#platform
    const proto = insecure === true ? {} : { 'X-Forwarded-Proto': 'https' }
    const host = { Host: new URL(lms).host, ...proto }
    switch (from ?? (this.#who === 'key' ? 'server' : 'richie')) {
      case 'lms':
        return { ...host, Origin: lms, Referer: `${lms}/login` }
      case 'link':
        return { ...host, Accept: linkAccept }
      case 'server':
        return this.#who === 'key' ? { ...host, 'X-Edx-Api-Key': apiKey ?? '' } : host
      case 'richie':
        return { ...host, Origin: richie, Referer: `${richie}/en/courses/x/` }
    }
  }

  #bodyHeaders({ from, send }: More): Record<string, string> {
    if (send === undefined || this.#who === 'key')
      return send === undefined ? {} : { 'Content-Type': 'application/json' }
    const token = from === 'lms' ? this.jar.get('csrftoken') : this.jar.get('edx_csrf_token')
    return {
      'Content-Type': typeof send === 'object' ? 'application/json' : formType,
      'X-CSRFToken': token ?? '',
    }
  }

  /** Through the oldest door, which all releases have: openedx-api 3.2, teak-measured [064-078]. */
  async #logIn({ email, password }: Pick<Person, 'email' | 'password'> = this.person): Promise<void> {
    await this.send('GET', '/login', { from: 'link' })
    const form = new URLSearchParams({ email, password })
    this.#must(await this.send('POST', '/login_ajax', { from: 'lms', send: form.toString() }))
  }

  async #leave(course: string): Promise<Response> {
    const form = new URLSearchParams({ course_id: course, enrollment_action: 'unenroll' })
    return await this.send('POST', '/change_enrollment', { from: 'lms', send: form.toString() })
  }

  #must(answer: Response): void {
    if (answer.status !== 200) throw new Error(`A step before the case was answered ${answer.status}`)
  }
}

function unknownStep(text: string): never {
  throw new Error(`No such step: ${text}`)
}
