import type { Settings } from './settings.ts'

/** What differs between releases of Open edX, one row a fact; the code asks this table and never the release's name. */
export interface Release {
  /** A second login ends the first session, and a login while logged in is a 400: teak-measured, New. */
  readonly preventsConcurrentLogins: boolean
  /** Any API view takes the JWT cookies without the USE-JWT-COOKIE header: teak-measured, New. */
  readonly forgivesJwtCookies: boolean
  /** Status of a refused login: teak-measured 3.2 (400); older releases answer 200 or 403. */
  readonly loginRefusedStatus: number
  /** Length of a session made by a login, in seconds: openedx-api 3.4. */
  readonly loginSessionSeconds: number
  /** Length of any other session, in seconds: teak-measured, New. */
  readonly anonymousSessionSeconds: number
  /** Wrong passwords before an account is locked, and for how many minutes: teak-measured, New. */
  readonly lockout: { readonly failures: number; readonly minutes: number }
}

const RELEASES: Readonly<Record<Settings['release'], Release>> = {
  teak: {
    preventsConcurrentLogins: true,
    forgivesJwtCookies: true,
    loginRefusedStatus: 400,
    loginSessionSeconds: 2419200,
    anonymousSessionSeconds: 1209600,
    lockout: { failures: 6, minutes: 30 },
  },
}

/** The row of facts for the release that the settings name. */
export function releaseOf(settings: Settings): Release {
  return RELEASES[settings.release]
}
