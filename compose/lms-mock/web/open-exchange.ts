import type { Settings } from '../settings/settings.ts'
import { remembered } from '../store/remembered.ts'
import type { Store } from '../store/store.ts'
import type { Sync } from '../sync/sync.ts'
import { type FaultSwitch, noFaults, faultySettings } from './active-faults.ts'
import { parseCookies } from './cookies.ts'
import { csrfState } from './csrf-token.ts'
import type { Exchange, Release, SessionState, SessionCookie } from './exchange.ts'
import { readBody } from './read-body.ts'
import { readSessionCookie } from './session-cookie.ts'

/** What the program works with; the clock is given so that tests own the time. */
export type World = {
  readonly settings: Settings
  readonly store: Store
  readonly now: () => Date
  /** Which faults are on; the application opens them in the store where they are not given. */
  readonly faults?: FaultSwitch
  /** Absent where course runs are not synced. */
  readonly sync?: Sync
  /** Opens the control page; without it nobody can. */
  readonly controlToken?: string
}

/** A browser sends the same header again and again. */
const cookiesOf = remembered(parseCookies, 200)

/** Reads a request as the platform's middleware does: host, scheme, cookies, session, CSRF secret. */
export function openExchange(
  request: Request,
  { settings: givenSettings, store, now, faults: faultSwitch }: World,
  release: Release,
): Exchange & { kind: SessionCookie['kind'] } {
  const url = new URL(request.url)
  const faults = faultSwitch?.at(request) ?? noFaults
  const settings = faultySettings(givenSettings, faults)
  const header = (name: string) => request.headers.get(name) ?? undefined
  const cookies = cookiesOf.get(header('cookie') ?? '') ?? new Map<string, string>()
  const moment = now()
  const sent = cookies.get(settings.sessionCookie)
  const cookie = readSessionCookie(sent, release.web.sessionCookie, (text) => store.sign(text))
  // Whoever asks for the platform's health wants to hear of a dead database, not to meet it on the way.
  const isHealthCheck = url.pathname === '/heartbeat'
  const session = isHealthCheck
    ? noSession()
    : openSession(cookie, store, moment, faults.has('session-expired'))
  let body: Promise<string> | undefined
  return {
    kind: cookie.kind,
    settings,
    release,
    store,
    now: moment,
    method: request.method,
    path: decoded(url.pathname),
    query: url.searchParams,
    host: (header('host') ?? new URL(settings.origin).host).toLowerCase(),
    isSecure: header('x-forwarded-proto') === 'https',
    cookies,
    header,
    body: () => (body ??= readBody(request)),
    csrf: csrfState(cookies.get('csrftoken'), release.csrf.tokens),
    session,
    user: session.learner,
    cookiesOut: [],
    sendsCrossDomainCookie: false,
    faults,
    recentCalls: faultSwitch?.recentCalls,
    verdict: {},
  }
}

function noSession(): SessionState {
  return { wasSent: false, key: undefined, learner: undefined, renewedFor: undefined }
}

function openSession(cookie: SessionCookie, store: Store, now: Date, isExpired: boolean): SessionState {
  const stored = cookie.kind === 'key' && !isExpired ? store.sessions.find(cookie.key, now) : undefined
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
