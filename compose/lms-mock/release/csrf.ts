import { maskedTokens, plainTokens, unmaskedCookie } from '../web/csrf-token.ts'
import {
  cookieFormatFailure,
  missingCookieFailure,
  detailedTokenFailure,
  tokenFailure,
} from '../web/csrf/failures.ts'
import { isHostTrusted, isOriginListed, ownRefererFailure, refererFailure } from '../web/csrf/referer.ts'

/** Cross-site rules: Django 1.8, 1.11, 4.2 and django-cors-headers 1.1, 2.1, 4.7. Columns: dogwood, hawthorn, teak. */
export const csrfRules = {
  /** The form of a token in cookies and pages: openedx-api 4.2 (hawthorn and teak there inferred; teak seen). */
  tokens: [plainTokens, maskedTokens, unmaskedCookie],
  /** Origin is judged, and first: openedx-api 4.3, teak-measured "is wrong" 1 and 2. */
  checksOrigin: [false, false, true],
  /** The Referer rule on https: openedx-api 4.3, teak-measured, New. */
  refererFailure: [ownRefererFailure, refererFailure, refererFailure],
  /** openedx-api 4.3, teak-measured, New. */
  cookieFailure: [missingCookieFailure, missingCookieFailure, cookieFormatFailure],
  /** openedx-api 4.3, teak-measured [135-153]. */
  tokenFailure: [tokenFailure, tokenFailure, detailedTokenFailure],
  /** How cors_csrf judges the Referer: its host without port, later its whole origin: openedx-api 4.2. */
  isRefererTrusted: [isHostTrusted, isHostTrusted, isOriginListed],
} as const
