/**
 * Richie's SECURE_REFERRER_POLICY. Django's own default sends Open edX no Referer, which wants one (openedx-tooling.md, B5).
 * `no-referrer-when-downgrade` sends none from a *.localhost name to an http LMS elsewhere.
 */
export const referrerPolicy = 'unsafe-url'
