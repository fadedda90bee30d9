import type { More } from './case.ts'

/** What no request without a login gets past: openedx-api 1.2. */
export const NOT_LOGGED_IN = '{"detail":"Authentication credentials were not provided."}'
export const FORBIDDEN = 'You do not have permission to perform this action.'
/** Richie compares this Content-Type for equality: openedx-api 1.7. */
export const JSON_TYPE = { 'Content-Type': 'application/json' }
export const HTML: More = { has: { 'Content-Type': 'text/html; charset=utf-8' } }
