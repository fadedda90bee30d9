import type { Page } from 'playwright-core'
import { signIn } from '../learner.ts'
import type { Sites } from './sites.ts'

/** What became of one call: what it resolved to, or what it threw. */
type Outcome = { readonly resolved: unknown } | { readonly thrown: Thrown }

/** An error as Richie's pages see it: `code` is the HTTP status, `localizedMessage` what a learner is shown. */
type Thrown = {
  readonly name: string
  readonly code?: number
  readonly localizedMessage?: string
}

export type Backend = 'openedx-hawthorn' | 'openedx-dogwood'

/** Richie's own client in a page of the catalogue that has loaded it; of one course run, by its link. */
export type RichieClient = {
  me(): Promise<Outcome>
  get(): Promise<Outcome>
  set(): Promise<Outcome>
  logout(): Promise<Outcome>
  /** Whether what `get` resolved to means that the learner is enrolled. */
  isEnrolled(enrollment: unknown): Promise<Outcome>
  /** Leaves for the LMS's login page. */
  login(): Promise<void>
}

/** The client as Richie sets it up for an LMS; it speaks for the learner `edx`. */
export function richieClient(page: Page, backend: Backend, lms: string, run: string): RichieClient {
  const configuration = { backend, endpoint: lms, course_regexp: '^.*/courses/(.*)/info/?$' }
  const api = `clients[${JSON.stringify(backend)}](${JSON.stringify(configuration)})`
  const course = JSON.stringify(`${lms}/courses/course-v1:edX+DemoX+${run}/info`)
  const learner = JSON.stringify({ username: 'edx' })
  const call = (method: string, ...argv: readonly string[]) =>
    page.evaluate<Outcome>(
      `${api}.${method}(${argv.join()}).then((resolved) => ({ resolved }), (error) => ({ thrown: {
        name: error.constructor.name,
        ...('code' in error ? { code: error.code } : {}),
        ...(error.localizedMessage === undefined ? {} : { localizedMessage: error.localizedMessage }),
      } }))`,
    )
  return {
    me: () => call('user.me'),
    get: () => call('enrollment.get', course, learner),
    set: () => call('enrollment.set', course, learner),
    logout: () => call('user.logout'),
    isEnrolled: (enrollment) => call('enrollment.isEnrolled', JSON.stringify(enrollment)),
    // Later: the page that is left could not answer.
    login: () => page.evaluate(`void setTimeout(() => ${api}.user.login())`),
  }
}

/** Leaves for the LMS, signs in there, and is back on the page that it came from. */
export async function logInAndComeBack(page: Page, client: RichieClient, { lms }: Sites): Promise<void> {
  const before = page.url()
  await client.login()
  await page.waitForURL(`${lms}/login?next=richie${new URL(before).pathname}`)
  await signIn(page, { learner: { email: 'edx@example.com', password: 'edx' } })
  await page.waitForURL(before)
}
