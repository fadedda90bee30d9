import { noFaults } from '../faults/active-faults.ts'
import { releaseOf } from '../release.ts'
import type { Settings } from '../settings.ts'
import type { Store } from '../store/store.ts'
import { parseCookies } from './cookies.ts'
import { csrfState } from './csrf-token.ts'
import type { Exchange } from './exchange.ts'
import { readSessionCookie, type SessionCookie } from './session-cookie.ts'
import type { SessionState } from './session.ts'

/** What the program works with; the clock is given so that tests own the time. */
export interface World {
  readonly settings: Settings
  readonly store: Store
  readonly now: () => Date
}

/** Reads a request as the platform's middleware does: host, scheme, cookies, session, CSRF secret. */
export function openExchange(
  request: Request,
  { settings, store, now }: World,
): Exchange & { kind: SessionCookie['kind'] } {
  const url = new URL(request.url)
  const header = (name: string) => request.headers.get(name) ?? undefined
  const cookies = parseCookies(header('cookie') ?? '')
  const moment = now()
  const cookie = readSessionCookie(cookies.get(settings.sessionCookie), store.secret)
  const session = openSession(cookie, store, moment)
  let body: Promise<string> | undefined
  return {
    kind: cookie.kind,
    settings,
    release: releaseOf(settings),
    store,
    now: moment,
    method: request.method,
    path: decoded(url.pathname),
    query: url.searchParams,
    host: (header('host') ?? new URL(settings.origin).host).toLowerCase(),
    isSecure: header('x-forwarded-proto') === 'https',
    cookies,
    header,
    body: () => (body ??= request.text()),
    csrf: csrfState(cookies.get('csrftoken')),
    session,
    user: session.learner,
    cookiesOut: [],
    sendsCrossDomainCookie: false,
    faults: noFaults,
    verdict: {},
  }
}

function openSession(cookie: SessionCookie, store: Store, now: Date): SessionState {
  const stored = cookie.kind === 'signed' ? store.sessions.find(cookie.key, now) : undefined
  const learnerId = stored?.learnerId ?? null
  return {
    wasSent: cookie.kind !== 'none',
    key: stored?.key,
    learner: learnerId === null ? undefined : store.learners.byId(learnerId),
    renewedFor: undefined,
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
