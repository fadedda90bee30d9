import type { Lms } from '../../../plan/lms.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Browser } from './browser.ts'

/** Who the learner is, as Richie's page asks it. */
export type Me = {
  /** The calls: one, or two where the first is answered by a redirect. */
  readonly calls: readonly Exchange[]
  /** The one that decides. */
  readonly last: Exchange
  /** Undefined if the learner is not known there, or the answer is of another kind. */
  readonly username: string | undefined
}

/** Richie's interface to an LMS: the wired one, or where enrolment is faked in the browser the one that fits the release. */
export function interfaceOf({
  connection,
  release,
}: Pick<Lms, 'connection' | 'release'>): 'openedx-dogwood' | 'openedx-hawthorn' {
  if (connection.jsBackend !== 'dummy') return connection.jsBackend
  return release === 'dogwood' ? 'openedx-dogwood' : 'openedx-hawthorn'
}

/** The address by which each interface asks: openedx-api 2.1. */
export const mePath = {
  'openedx-hawthorn': '/api/user/v1/me',
  'openedx-dogwood': '/api/mobile/v0.5/my_user_info',
} as const

/** Asks as Richie does; the redirect of dogwood's interface is followed once, if it stays at the LMS. */
export async function askMe(browser: Browser, lms: Lms): Promise<Me> {
  const { baseUrl } = lms.connection
  const first = await browser.fromPage(mePath[interfaceOf(lms)])
  const location = first.answer?.headers.location
  const target = location === undefined ? null : URL.parse(location, first.asked.url)
  const follows = target !== null && target.origin === new URL(baseUrl).origin
  const last = follows ? await browser.fromPage(target.pathname + target.search) : first
  return { calls: follows ? [first, last] : [first], last, username: usernameIn(last) }
}

/** Whether the first call alone shows that somebody is logged in: dogwood's interface then redirects to the user. */
export async function askWhetherKnown(browser: Browser, lms: Lms): Promise<WhetherKnown> {
  const asked = await browser.fromPage(mePath[interfaceOf(lms)])
  const leadsOn = interfaceOf(lms) === 'openedx-dogwood' && asked.answer?.headers.location !== undefined
  return { asked, isKnown: leadsOn || usernameIn(asked) !== undefined }
}

export type WhetherKnown = { readonly asked: Exchange; readonly isKnown: boolean }

function usernameIn({ answer }: Exchange): string | undefined {
  if (answer?.status !== 200) return undefined
  try {
    const { username } = (JSON.parse(answer.body) ?? {}) as { username?: unknown }
    return typeof username === 'string' ? username : undefined
  } catch {
    return undefined
  }
}
