import type { More } from './case.ts'

/** What no request without a login gets past: openedx-api 1.2. */
export const notLoggedIn = '{"detail":"Authentication credentials were not provided."}'
export const forbidden = 'You do not have permission to perform this action.'
/** Richie compares this Content-Type for equality: openedx-api 1.7. */
export const jsonType = { 'Content-Type': 'application/json' }
export const html: More = { has: { 'Content-Type': 'text/html; charset=utf-8' } }
