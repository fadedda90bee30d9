import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Settings } from '../settings/settings.ts'
import { parseCookies } from '../web/cookies.ts'

/** The token that opens the control page: the one that was given, else a new one for as long as this process lives. */
export function controlToken(given: string | undefined): string {
  return given === undefined || given === '' ? randomBytes(18).toString('base64url') : given
}

/** The link that opens the control page. */
export function controlLink(settings: Settings, token: string): string {
  return `${settings.origin}/mock/?token=${encodeURIComponent(token)}`
}

/** Whether a token is the right one; without one nothing is. */
export function isToken(given: string | null | undefined, token: string | undefined): boolean {
  return token !== undefined && token !== '' && isSame(given ?? '', token)
}

/** Whether `Authorization: Bearer <token>` is right: how programs ask. */
export function isBearer(request: Request, token: string | undefined): boolean {
  return isToken(/^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1], token)
}

/** Whether the browser holds the cookie that the link gave it. */
export function hasCookie(request: Request, { key }: Settings, token: string | undefined): boolean {
  const cookie = parseCookies(request.headers.get('cookie') ?? '').get(cookieName(key))
  return token !== undefined && cookie !== undefined && isSame(cookie, derived(token, 'cookie'))
}

/** The Set-Cookie line for a browser that came by the link. Named by LMS: cookies ignore ports, and `localhost` may have several. */
export function cookieLine({ key }: Settings, token: string, isSecure: boolean): string {
  const value = derived(token, 'cookie')
  return `${cookieName(key)}=${value}; Path=/mock; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}

/** What each form carries: a page of another origin can't read it, even one that the cookie counts as the same site. */
export function formToken(token: string): string {
  return derived(token, 'form')
}

function cookieName(key: string): string {
  return `campus_control_${key.replaceAll(/[^\w-]/g, '_')}`
}

function derived(token: string, purpose: string): string {
  return createHmac('sha256', token).update(`campus control ${purpose}`).digest('base64url')
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
