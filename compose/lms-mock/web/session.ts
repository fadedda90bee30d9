import type { Learner } from '../store/learner-row.ts'
import { deleteCookie, setCookie } from './cookies.ts'
import type { Exchange } from './exchange.ts'

/** Gives the browser a session without a learner, keeping the one it has: what GET /login does, teak-measured, New. */
export function renewSession(exchange: Exchange): void {
  const { session, store, release, now } = exchange
  session.key ??= store.sessions.create(null, release.web.anonymousSessionSeconds, now)
  session.renewedFor = release.web.anonymousSessionSeconds
}

/**
 * Logs a learner in. False when the platform trips over itself: a login by the learner who is already logged in ends
 * the very session it would keep (PREVENT_CONCURRENT_LOGINS), and the answer is 400: teak-measured [332].
 */
export function logIn(exchange: Exchange, learner: Learner, seconds: number | null): boolean {
  const { session, store, release, now } = exchange
  if (session.learner?.id !== learner.id) {
    if (session.key !== undefined) store.sessions.remove(session.key)
    session.key = store.sessions.create(learner.id, seconds ?? release.web.anonymousSessionSeconds, now)
    session.learner = learner
  }
  session.renewedFor = seconds
  claimLogin(exchange, learner)
  const isAlive = session.key !== undefined && store.sessions.find(session.key, now) !== undefined
  if (isAlive) exchange.user = learner
  return isAlive
}

/** The login signal: the session of the login before ends, even when it is the caller's own: teak-measured [297-301, 344]. */
export function claimLogin(exchange: Exchange, learner: Learner): void {
  const { session, store, release } = exchange
  const lastLogin = `${exchange.now.toISOString().slice(0, 23)}000Z`
  if (release.login.preventsConcurrentLogins) {
    const before = store.learners.byId(learner.id)?.loginSession ?? null
    if (before !== null) store.sessions.remove(before)
    store.learners.change(learner.id, { loginSession: session.key ?? null })
  }
  store.learners.change(learner.id, { lastLogin })
}

/** Ends the session of this request. */
export function logOut(exchange: Exchange): void {
  const { session, store } = exchange
  if (session.key !== undefined) store.sessions.remove(session.key)
  if (session.learner !== undefined) store.learners.change(session.learner.id, { loginSession: null })
  session.key = undefined
  session.learner = undefined
  session.renewedFor = undefined
  exchange.user = undefined
}

/** The session's Set-Cookie line, if any: renewed, or deleted where the browser holds a dead one: teak-measured [193, 344]. */
export function sessionCookieLine(exchange: Exchange): string | undefined {
  const { session, settings, store, now, release } = exchange
  const { sessionCookie, cookieSecure, sessionSameSite } = settings
  const sameSite = release.web.sendsSameSite ? { sameSite: sessionSameSite } : {}
  if (session.key !== undefined && session.renewedFor !== undefined) {
    const lifetime = session.renewedFor === null ? {} : { maxAge: session.renewedFor }
    const value = release.web.sessionCookie.write(session.key, (text) => store.sign(text))
    const options = { ...lifetime, ...sameSite, httpOnly: true, secure: cookieSecure }
    return setCookie(sessionCookie, value, options, now)
  }
  const isDead = session.wasSent && session.key === undefined
  const isNone = release.web.sendsSameSite && sessionSameSite === 'None'
  return isDead ? deleteCookie(sessionCookie, { ...sameSite, secure: isNone }, now) : undefined
}
