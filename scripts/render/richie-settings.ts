import type { Lms } from '../plan/lms.ts'
import type { Plan } from '../plan/plan.ts'

/** Richie's RICHIE_LMS_BACKENDS. */
export function lmsBackends(lmses: readonly Lms[]) {
  return lmses.map(({ connection }) => ({
    BASE_URL: connection.baseUrl,
    BACKEND: connection.pythonBackend,
    COURSE_REGEX: connection.courseRegex,
    JS_BACKEND: connection.jsBackend,
    JS_COURSE_REGEX: connection.jsCourseRegex,
    JS_SELECTOR_REGEX: connection.jsSelectorRegex,
    JS_NEXT_URL: connection.nextUrl,
    DEFAULT_COURSE_RUN_SYNC_MODE: connection.syncMode,
    COURSE_RUN_SYNC_NO_UPDATE_FIELDS: [],
  }))
}

/** Richie's RICHIE_AUTHENTICATION_DELEGATION, without what Keycloak alone needs. */
export function authenticationDelegation({ lmses, authentication }: Plan) {
  const connection = lmses.find((lms) => lms.key === authentication)?.connection
  return {
    BASE_URL: connection?.baseUrl ?? null,
    BACKEND: connection?.jsBackend ?? 'dummy',
    // Paths of Open edX's own pages; Richie fills in `{base_url:s}` and `(username)`.
    PROFILE_URLS: {
      dashboard: { label: 'Dashboard', href: '{base_url:s}/dashboard' },
      profile: { label: 'Profile', href: '{base_url:s}/u/(username)' },
      account: { label: 'Account', href: '{base_url:s}/account/settings' },
    },
  }
}
