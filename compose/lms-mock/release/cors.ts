import { isHostAndPortListed, isOriginListed } from '../web/csrf/referer.ts'

const sortedMethods = 'DELETE, GET, OPTIONS, PATCH, POST, PUT'

/** django-cors-headers 1.1.0, 2.1.0 (inferred) and 4.7: openedx-api 4.1. Columns: dogwood, hawthorn, teak. */
export const cors = {
  /** Entries of the whitelist are host:port, later scheme://host:port. */
  isAllowed: [isHostAndPortListed, isHostAndPortListed, isOriginListed],
  /** Access-Control-Allow-Credentials goes to refused origins too. */
  grantsCredentialsToAll: [false, true, false],
  /** `Vary: Origin` on answers to allowed origins; teak has it on all, in its usual Vary. */
  variesByOrigin: [false, true, false],
  allowedMethods: ['GET, POST, PUT, PATCH, DELETE, OPTIONS', sortedMethods, sortedMethods],
  /** In the real order; teak-measured [126] for the last. */
  allowedHeaders: [
    'x-requested-with, content-type, accept, origin, authorization, x-csrftoken, user-agent, accept-encoding',
    'accept, accept-encoding, authorization, content-type, dnt, origin, user-agent, x-csrftoken, x-requested-with',
    'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, cache-control, expires, pragma, use-jwt-cookie',
  ],
  /** What a preflight varies by: teak-measured [126]; for the older ones the usual Vary (inferred). */
  preflightVary: ['Accept-Language, Cookie', 'Accept-Language, Cookie', 'origin, Cookie'],
} as const
