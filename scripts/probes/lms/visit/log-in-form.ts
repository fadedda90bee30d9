import type { Lms } from '../../../plan/lms.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { ProbeLearner } from '../../surroundings.ts'
import type { Browser } from './browser.ts'

/** How the learner logged in, or tried to. */
export type Login = {
  /** Forms that were asked for, the last one is that of the address that exists. */
  readonly forms: readonly Exchange[]
  /** The login itself; absent where no form was found. */
  readonly posted?: Exchange
  readonly done: boolean
}

/** One address at which an Open edX takes logins. */
type Door = {
  /** GET it first: it sets csrftoken. */
  readonly form: string
  readonly post: string
}

const api = '/api/user/v1/account/login_session/'
const userApi = '/user_api/v1/account/login_session/'

/** openedx-api 3.2: the first is there since 2022, the second since Hawthorn, the third in all. */
const doors: readonly Door[] = [
  { form: api, post: api },
  { form: userApi, post: userApi },
  { form: '/login', post: '/login_ajax' },
]

const firstDoor: Readonly<Record<Lms['release'], number>> = { teak: 0, hawthorn: 1, dogwood: 2 }

/**
 * Logs in by the address that fits the release; where an LMS turns out to be another one, by the next that exists. The
 * password is tried once.
 */
export async function logIn(
  browser: Browser,
  release: Lms['release'],
  learner: ProbeLearner,
): Promise<Login> {
  const first = firstDoor[release]
  const forms: Exchange[] = []
  for (const { form, post } of [...doors.slice(first), ...doors.slice(0, first)]) {
    const shown = await browser.fromOwn(form)
    forms.push(shown)
    if (shown.answer?.status === 404) continue
    if (shown.answer === undefined || shown.answer.status >= 400) break
    const posted = await browser.fromOwn(post, { email: learner.email, password: learner.password })
    return { forms, posted, done: isDone(posted) }
  }
  return { forms, done: false }
}

/** 200 with `success: true`, or with an empty body; a refusal may be a 200 with `success: false` (openedx-api 3.2). */
function isDone({ answer }: Exchange): boolean {
  if (answer?.status !== 200) return false
  if (answer.body.trim() === '') return true
  try {
    return (JSON.parse(answer.body) as { success?: unknown } | null)?.success === true
  } catch {
    return false
  }
}
