import { expect, test } from 'vitest'
import { connect, find, outcome, type SpecOptions } from './connection.ts'

/* One setting of the LMS or of Richie that is wrong: one check fails, and says which. */

const teak = 'backendOverHttp: openedx-hawthorn'
const dogwood = 'release: dogwood, backendOverHttp: openedx-dogwood'

type Sick = SpecOptions & { readonly fails: string; readonly says: RegExp; readonly fix: RegExp }

const sick: Readonly<Record<string, Sick>> = {
  'CORS_ORIGIN_WHITELIST lacks the port': {
    settings: { corsOrigins: ['http://richie.probed.localhost'] },
    fails: 'cors',
    says: /Access-Control-Allow-Origin is missing/,
    fix: /CORS_ORIGIN_WHITELIST = list\(.*\) \+ \["http:\/\/richie\.probed\.localhost:\d+"\]$/m,
  },
  'CSRF_TRUSTED_ORIGINS is empty': {
    settings: { trustedOrigins: [] },
    fails: 'trusted-origin',
    says: /Origin checking failed - http:\/\/richie\.probed\.localhost/,
    fix: /CSRF_TRUSTED_ORIGINS_WITH_SCHEME/,
  },
  'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN is empty': {
    settings: { cookieDomain: null },
    fails: 'csrf-cookie',
    says: /has no Domain: pages of richie\.probed\.localhost cannot read it/,
    fix: /CROSS_DOMAIN_CSRF_COOKIE_DOMAIN = "\.probed\.localhost"/,
  },
  'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN is the LMS alone': {
    settings: { cookieDomain: '.edx.probed.localhost' },
    fails: 'csrf-cookie',
    says: /has the Domain \.edx\.probed\.localhost/,
    fix: /CROSS_DOMAIN_CSRF_COOKIE_DOMAIN/,
  },
  'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN is of somebody else': {
    settings: { cookieDomain: '.local.dev' },
    fails: 'csrf-cookie',
    says: /the browser does not keep edx_csrf_token/,
    fix: /CROSS_DOMAIN_CSRF_COOKIE_DOMAIN/,
  },
  'CROSS_DOMAIN_CSRF_COOKIE_NAME is another': {
    settings: { crossDomainCsrfCookie: 'edx_csrf' },
    fails: 'csrf-cookie',
    says: /is called edx_csrf, Richie reads edx_csrf_token/,
    fix: /CROSS_DOMAIN_CSRF_COOKIE_NAME = "edx_csrf_token"/,
  },
  'CORS_ALLOW_INSECURE is off over http': {
    settings: { allowInsecure: false },
    fails: 'csrf-cookie',
    says: /CORS_ALLOW_INSECURE/,
    fix: /CORS_ALLOW_INSECURE = True/,
  },
  'the Referrer-Policy of Richie is same-origin': {
    richie: { referrerPolicy: 'same-origin' },
    fails: 'referrer-policy',
    says: /browsers send no Referer to http:\/\/edx\.probed\.localhost/,
    fix: /SECURE_REFERRER_POLICY/,
  },
  'SameSite=None over http': {
    settings: { sessionSameSite: 'None' },
    fails: 'session-cookie',
    says: /SameSite=None without Secure/,
    fix: /SESSION_COOKIE_SECURE = False\nSESSION_COOKIE_SAMESITE = "Lax"/,
  },
  'the learner of the checks is unknown': {
    settings: { learners: [] },
    fails: 'login',
    says: /incorrect-email-or-password/,
    fix: /learner of the checks/,
  },
  'the way back leads to another port': {
    settings: { richieOrigin: 'http://richie.probed.localhost:8070' },
    fails: 'way-back',
    says: /wrong port/,
    fix: /return 302 http:\/\/richie\.probed\.localhost:\d+\/\$rest/,
  },
  'the way back leads to https': {
    settings: { richieOrigin: 'https://richie.probed.localhost:8070' },
    fails: 'way-back',
    says: /wrong scheme/,
    fix: /return 302/,
  },
  "dogwood's interface on a newer LMS": {
    spec: 'release: teak, backendOverHttp: openedx-dogwood',
    fails: 'concurrent-logins',
    says: /my_user_info counts as a login/,
    fix: /openedx-hawthorn/,
  },
  "hawthorn's interface on an older LMS": {
    spec: dogwood,
    believed: teak,
    richie: { entry: { backend: 'openedx-hawthorn' } },
    fails: 'me',
    says: /\/api\/user\/v1\/me is 404: the release is older/,
    fix: /openedx-dogwood/,
  },
  'Richie knows another address of the LMS': {
    richie: { entry: { endpoint: 'http://localhost:8073' } },
    fails: 'lms-endpoint',
    says: /says http:\/\/localhost:8073, expected/,
    fix: /EDX_BASE_URL/,
  },
  'Richie has a backend that its scripts do not know': {
    richie: { entry: { backend: 'base' } },
    fails: 'lms-backend',
    says: /Richie's scripts do not know this name/,
    fix: /EDX_JS_BACKEND/,
  },
  'Richie has another expression': {
    richie: { entry: { course_regexp: '^.*/courses/(.*)/course/?$' } },
    fails: 'lms-regex',
    says: /does not have the planned expression/,
    fix: /EDX_JS_COURSE_REGEX/,
  },
  "Richie's Python knows no LMS by the link": {
    richie: {
      sync: ({ body }) =>
        body.includes('resource_link') ? { status: 400, body: 'No LMS configuration found' } : undefined,
    },
    fails: 'sync-link',
    says: /finds no LMS for the link/,
    fix: /EDX_COURSE_REGEX/,
  },
  "Richie's Python backend is the base class": {
    richie: { sync: ({ body }) => (body.includes('resource_link') ? { status: 500 } : undefined) },
    fails: 'sync-link',
    says: /BACKEND is the base class/,
    fix: /EdXLMSBackend/,
  },
  'the two secrets of the webhook differ': {
    richie: { syncSecret: 'another' },
    fails: 'sync-signed',
    says: /refuses the LMS's signature \(401\): the two secrets differ/,
    fix: /RICHIE_COURSE_RUN_SYNC_SECRETS/,
  },
  'a proxy drops the header Authorization': {
    richie: { sync: () => ({ status: 403, body: '"Missing authentication."' }) },
    fails: 'sync-signed',
    says: /header Authorization is lost/,
    fix: /no proxy may drop/,
  },
}

test.each(Object.entries(sick))('%s', async (_, { fails, says, fix, ...options }) => {
  const { check } = await connect({ spec: teak, ...options })
  const findings = await check()
  expect(outcome(findings)).toEqual({ failed: [fails], warned: [] })
  const found = find(findings, fails)
  expect(found.says).toMatch(says)
  expect(found.fix.map((one) => one.says).join('\n')).toMatch(fix)
  expect(found.evidence).not.toEqual([])
})

test('an LMS that allows every site is warned of', async () => {
  const { check } = await connect({ settings: { corsAllowAll: true } })
  const findings = await check()
  expect(outcome(findings)).toEqual({ failed: [], warned: ['cors-foreign'] })
  expect(find(findings, 'cors-foreign').says).toContain('CORS_ORIGIN_ALLOW_ALL')
})
