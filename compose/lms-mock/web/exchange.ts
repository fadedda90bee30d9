import type { CourseSettings, Settings } from '../settings/settings.ts'
import type { Learner } from '../store/learner-row.ts'
import type { Store } from '../store/store.ts'
import type { ActiveFaults, RecentCalls } from './active-faults.ts'
import type { Answer } from './answer.ts'
import type { CsrfState, CsrfTokenFormat } from './csrf-token.ts'

/** One request on its way through the platform, and what the answer to it will carry besides the view's own. */
export type Exchange = {
  readonly settings: Settings
  readonly release: Release
  readonly store: Store
  readonly now: Date
  readonly method: string
  /** Percent-decoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly host: string
  /** From X-Forwarded-Proto: the gateway is the only peer. */
  readonly isSecure: boolean
  readonly cookies: ReadonlyMap<string, string>
  header(name: string): string | undefined
  body(): Promise<string>
  readonly csrf: CsrfState
  readonly session: SessionState
  /** Django's `request.user` when the answer leaves: undefined is anonymous. */
  user: Learner | undefined
  /** Set-Cookie lines in the order they were made. */
  readonly cookiesOut: string[]
  /** Set where the answer shall carry the CSRF cookie that Richie's origin can read. */
  sendsCrossDomainCookie: boolean
  readonly faults: ActiveFaults
  /** What the fault `throttled` counts by; absent where no faults can be. */
  readonly recentCalls: RecentCalls | undefined
  readonly verdict: Verdict
}

/**
 * What is particular to a release of Open edX: one column of the tables in `release/`, which say what each fact is and where
 * it comes from. Code asks these facts, never the release's name. It is in this file as it and Exchange refer to each other.
 */
export type Release = {
  readonly routes: {
    readonly me: boolean
    readonly fonzieMe: boolean
    readonly mobileVersions: readonly string[]
    readonly myUserInfoTakesMore: boolean
    readonly accountRoots: readonly string[]
    readonly createAccount: boolean
    readonly loginRefresh: boolean
    readonly csrfToken: boolean
    readonly rolesAndPagedEnrollments: boolean
    readonly unenroll: boolean
    readonly enrollmentAllowed: boolean
  }
  readonly web: {
    readonly frameOptions: string
    readonly vary: string
    location(exchange: Exchange, target: string): string
    readonly deletesLanguageCookie: boolean
    readonly sessionCookie: SessionCookieFormat
    readonly sendsSameSite: boolean
    malformedSession(exchange: Exchange): Answer
    tamperedSession(exchange: Exchange): Answer
    readonly anonymousSessionSeconds: number
    content(exchange: Exchange, name: string, run: () => Promise<Answer>): Promise<Answer>
    readonly challenge: string
    readonly readsJwtHeader: boolean
    readonly hasJwtCookies: boolean
  }
  readonly csrf: {
    readonly tokens: CsrfTokenFormat
    readonly checksOrigin: boolean
    refererFailure(exchange: Exchange): string | undefined
    cookieFailure(exchange: Exchange): string | undefined
    tokenFailure(exchange: Exchange): Promise<string | undefined>
    isRefererTrusted(settings: Settings, origin: string): boolean
  }
  readonly cors: {
    isAllowed(settings: Settings, origin: string): boolean
    readonly grantsCredentialsToAll: boolean
    readonly variesByOrigin: boolean
    readonly allowedMethods: string
    readonly allowedHeaders: string
    readonly preflightVary: string
  }
  readonly login: {
    readonly forms: { readonly login: string; readonly register: string; readonly idField: string }
    next(exchange: Exchange, next: string | null | undefined): string | undefined
    readonly greetsVisitors: boolean
    readonly resendsCookies: boolean
    readonly mayBeMicroFrontend: boolean
    readonly ajaxWantsPost: boolean
    readonly ajaxRefusedStatus: number
    readonly sessionAnswers: LoginAnswers
    readonly refusals: LoginRefusals
    readonly lockout: { readonly failures: number; readonly minutes: number }
    seconds(remember: boolean): number | null
    readonly preventsConcurrentLogins: boolean
    readonly loggedInCookieIsSecure: boolean
    userInfo(exchange: Exchange, learner: Learner): JsonObject
    readonly registration: Registration
    logout(exchange: Exchange): Answer
    automaticAuth(exchange: Exchange, account: AutomaticAccount): Answer
  }
  readonly accounts: {
    account(exchange: Exchange, learner: Learner, isWhole: boolean): JsonObject
    unknownAccount(isStaff: boolean): Answer
    patchOfOther(isStaff: boolean): Answer
    preferencesOfOther(isStaff: boolean): Answer
    mobileUserOfOther(isStaff: boolean): Answer
  }
  readonly enrollment: {
    readonly readsOthers: 'superuser' | 'staff'
    readonly staffActForOthers: boolean
    readonly takesEmail: boolean
    modeUnavailable(mode: string | null, courseId: string): string
    readonly tellsCourseName: boolean
    readonly tellsPacing: boolean
    readonly tellsBulkSku: boolean
    courseDate(value: string | null): string | null
    readonly staffCallsFactor: number
    readonly printsFloatingSeconds: boolean
  }
  readonly courses: {
    courseObject(exchange: Exchange, course: CourseSettings): JsonObject
    readonly tellsOverview: boolean
    readonly tellsIsEnrolled: boolean
    readonly errorKey: string
    readonly courseNotFound: string
    readonly learnerNotFound: string
    invalidPage(page: string, reason: string): string
    readonly refusesBadKeys: boolean
    readonly hasFilters: boolean
    readonly hasNewFilters: boolean
    readonly maxPageSize: number
    readonly ordersByNumber: boolean
  }
}

type JsonObject = Readonly<Record<string, unknown>>

/** What decided an answer, for the list of last requests on the control page; never part of the answer itself. */
export type Verdict = {
  /** The contract's rule that answered, such as `1.4 row 10`; undefined where a page was simply shown. */
  rule?: string
  /** Why it was refused, in words for a person: `enrolment ended 2026-02-01T09:00:00Z`. */
  why?: string
}

/** Notes the rule that answers this request; the last word counts. */
export function decide(exchange: { readonly verdict: Verdict }, rule: string, why?: string): void {
  exchange.verdict.rule = rule
  if (why === undefined) delete exchange.verdict.why
  else exchange.verdict.why = why
}

/** The session of a request, and what becomes of it. */
export type SessionState = {
  /** Whether the browser sent a session cookie, even an empty or dead one. */
  readonly wasSent: boolean
  /** The live session's key. */
  key: string | undefined
  learner: Learner | undefined
  /** Set when the answer carries the cookie again; seconds, or null for "until the browser closes". */
  renewedFor: number | null | undefined
}

/** What a session cookie turns out to be; the platform answers each kind differently. */
export type SessionCookie =
  | { readonly kind: 'none' | 'empty' | 'malformed' | 'tampered' }
  | { readonly kind: 'key'; readonly key: string }

/** How a session's key travels in its cookie. */
export type SessionCookieFormat = {
  read(value: string, sign: Sign): SessionCookie
  write(key: string, sign: Sign): string
}

/** The store's signature of a text. */
export type Sign = (text: string) => string

/** Why a login is refused, as the platform words it; all but the text is since 2022. */
export type LoginRefusal = {
  readonly value: string
  readonly error_code?: string
  readonly context?: Readonly<Record<string, unknown>>
}

/** The refusals of a release. */
export type LoginRefusals = {
  readonly unknown: LoginRefusal
  /** After this many wrong passwords in a row, of which the last locks the account. */
  wrongPassword(count: number, allowed: number, minutes: number): LoginRefusal
  locked(minutes: number): LoginRefusal
  notActivated(exchange: Exchange, learner: Learner): LoginRefusal
}

/** How one address of login answers. */
export type LoginAnswers = {
  success(redirectUrl: string | null): Answer
  /** `wanted` is the e-mail address or username that was tried, null where none was sent. */
  refusal(exchange: Exchange, refusal: LoginRefusal, wanted: string | null): Answer
  /** A field is missing. */
  unreadable(exchange: Exchange, missing: readonly string[], wanted: string | null): Answer
}

/** One rule of a registration form: the first that fails says what is wrong with its field. */
type Rule = readonly [field: string, isFine: (value: string) => boolean, message: string]

/** How a release checks and answers a registration. */
export type Registration = {
  readonly rules: readonly Rule[]
  /** The texts for what is taken, `{}` standing for it. */
  readonly taken: { readonly email: string; readonly username: string }
  readonly suggestsUsernames: boolean
  /** Seconds of the login that follows, null until the browser closes. */
  readonly cookieSeconds: number | null
  success(exchange: Exchange, learner: Learner): Answer
  refusal(status: number, problems: Readonly<Record<string, unknown>>, code: string): Answer
}

/** An account as /auto_auth made it, with its password in clear. */
export type AutomaticAccount = {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly password: string
  readonly isLoggedIn: boolean
}
