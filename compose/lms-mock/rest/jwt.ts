import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Learner } from '../store/learner-row.ts'
import type { Exchange } from '../web/exchange.ts'

/** How long a JWT is good, in seconds: teak-measured [081]. */
export const jwtSeconds = 3600

/** What a presented JWT is worth; an expired one counts as absent (inferred: browsers have dropped its cookies by then). */
export type JwtVerdict =
  | { readonly kind: 'absent' | 'invalid' }
  | { readonly kind: 'valid'; readonly learner: Learner }

/** Makes a signed JWT for a learner. */
export function makeJwt(exchange: Exchange, learner: Learner): string {
  const issued = Math.floor(exchange.now.getTime() / 1000)
  const payload = {
    aud: 'openedx',
    exp: issued + jwtSeconds,
    iat: issued,
    iss: `${exchange.settings.origin}/oauth2`,
    preferred_username: learner.username,
    scopes: ['user_id', 'email', 'profile'],
    version: '1.2.0',
    sub: String(learner.id),
    email: learner.email,
    email_verified: learner.isActive,
    name: learner.name,
    administrator: learner.isStaff,
    user_id: learner.id,
  }
  return signJwt(payload, exchange.store.secret)
}

/** Signs claims by HS256. */
export function signJwt(claims: object, key: string): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${signature(signed, key)}`
}

/** Checks a JWT, and finds whose it is. */
export function readJwt(exchange: Exchange, token: string): JwtVerdict {
  const parts = token.split('.')
  const signed = parts.slice(0, 2).join('.')
  const expected = Buffer.from(exchange.store.sign(signed))
  const given = Buffer.from(parts[2] ?? '')
  if (parts.length !== 3 || expected.length !== given.length || !timingSafeEqual(expected, given))
    return { kind: 'invalid' }
  const payload = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()) as {
    exp: number
    user_id: number
  }
  const learner = exchange.store.learners.byId(payload.user_id)
  const isExpired = payload.exp * 1000 <= exchange.now.getTime() || exchange.faults.has('session-expired')
  if (learner === undefined) return { kind: 'invalid' }
  return isExpired ? { kind: 'absent' } : { kind: 'valid', learner }
}

/** The JWT that a browser holds in its two cookies, if it holds both. */
export function jwtOfCookies(exchange: Exchange): string | undefined {
  const payload = exchange.cookies.get('edx-jwt-cookie-header-payload') ?? ''
  const given = exchange.cookies.get('edx-jwt-cookie-signature') ?? ''
  return payload === '' || given === '' ? undefined : `${payload}.${given}`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}
