import { DOGWOOD, HAWTHORN, INFERRED, OLDER, TEAK, type Case, type More } from '../case.ts'
import { JSON_TYPE, NOT_LOGGED_IN } from '../texts.ts'

const POST = 'POST {E}/enrollment'
const EVIL = 'https://evil.example'
const HEADER = "CSRF token from the 'X-Csrftoken' HTTP header"
const OLD_TEXT = '{"detail":"CSRF Failed: CSRF token missing or incorrect."}'
const NEITHER = { Origin: undefined, Referer: undefined }
const UNTRUSTED = { trustedOrigins: [] }

/** openedx-api 4.3: what a session's POST of Richie gets, and why it is refused. */
export const csrf: readonly Case[] = [
  ['4.3 as Richie asks', 'learner', POST, 200, undefined, asked({})],
  ['4.3 no csrftoken', 'learner', POST, 403, '{"detail":"CSRF Failed: CSRF cookie not set."}', { ...asked({}), after: ['forget csrftoken'], has: JSON_TYPE }],
  ['4.3 no cookies at all but the session', 'learner', POST, 403, failed('CSRF cookie not set.'), { ...asked({}), after: ['forget csrftoken', 'forget edx_csrf_token'] }],
  ['4.3 no header', 'learner', POST, 403, OLD_TEXT, { ...OLDER, ...asked({ 'X-CSRFToken': undefined }) }],
  ['4.3 an empty header', 'learner', POST, 403, OLD_TEXT, { ...OLDER, ...asked({ 'X-CSRFToken': '' }) }],
  ['4.3 a wrong header', 'learner', POST, 403, OLD_TEXT, { ...OLDER, ...asked({ 'X-CSRFToken': 'a'.repeat(32) }) }],
  ['4.3 no header, teak', 'learner', POST, 403, failed('CSRF token missing.'), { ...TEAK, ...asked({ 'X-CSRFToken': undefined }) }],
  ['4.3 an empty header, teak', 'learner', POST, 403, failed(`${HEADER} has incorrect length.`), { ...TEAK, ...asked({ 'X-CSRFToken': '' }) }],
  ['4.3 a short header', 'learner', POST, 403, failed(`${HEADER} has incorrect length.`), { ...TEAK, ...asked({ 'X-CSRFToken': 'abc' }) }],
  ['4.3 32 wrong letters', 'learner', POST, 403, failed(`${HEADER} incorrect.`), { ...TEAK, ...asked({ 'X-CSRFToken': 'a'.repeat(32) }) }],
  ['4.3 64 wrong letters', 'learner', POST, 403, failed(`${HEADER} incorrect.`), { ...TEAK, ...asked({ 'X-CSRFToken': 'a'.repeat(64) }) }],
  ['4.3 letters that are none', 'learner', POST, 403, failed(`${HEADER} has invalid characters.`), { ...TEAK, ...asked({ 'X-CSRFToken': '!'.repeat(32) }) }],
  ['4.3 a cookie that is none', 'learner', POST, 403, failed('CSRF cookie has incorrect length.'), { ...TEAK, ...asked({}), after: ['cookie csrftoken=abc'], sets: { csrftoken: /^csrftoken=\w{32};/ } }],
  ['4.3 a cookie that is none, older', 'learner', POST, 403, OLD_TEXT, { ...OLDER, ...INFERRED, ...asked({}), after: ['cookie csrftoken=abc'] }],
  ['4.3 compared with csrftoken, not with edx_csrf_token', 'learner', POST, 200, undefined, { ...asked({}), after: ['cookie unrelated=1'] }],
  ['4.3 edx_csrf_token alone is worth nothing', 'learner', POST, 403, undefined, { ...asked({}), after: [`cookie csrftoken=${'b'.repeat(32)}`] }],
  ['4.3 after a new login the old token fails', 'learner', POST, 403, failed(`${HEADER} incorrect.`), { ...TEAK, ...asked({}), after: ['GET /logout', 'log in'] }],
  ['4.3 after a new login the old token fails, older', 'learner', POST, 403, OLD_TEXT, { ...OLDER, ...asked({}), after: ['GET /logout', 'log in'] }],
  ['4.3 until the next GET', 'learner', POST, 200, undefined, { ...asked({}), after: ['GET /logout', 'log in', 'GET {E}/enrollment'] }],

  ['4.3 foreign Origin', 'learner', POST, 403, failed(`Origin checking failed - ${EVIL} does not match any trusted origins.`), { ...TEAK, ...asked({ Origin: EVIL }) }],
  ['4.3 foreign Origin, not looked at', 'learner', POST, 200, undefined, { ...OLDER, ...asked({ Origin: EVIL }) }],
  ['4.3 Origin null', 'learner', POST, 403, failed('Origin checking failed - null does not match any trusted origins.'), { ...TEAK, ...asked({ Origin: 'null' }) }],
  ['4.3 another port', 'learner', POST, 403, failed('Origin checking failed - https://{host}1 does not match any trusted origins.'), { ...TEAK, ...asked({ Origin: 'https://{host}1' }) }],
  ['4.3 Origin comes before the token', 'learner', POST, 403, failed(/^Origin checking/), { ...TEAK, ...asked({ Origin: EVIL, 'X-CSRFToken': undefined }) }],
  ['4.3 trusted Origin, foreign Referer', 'learner', POST, 200, undefined, { ...TEAK, ...asked({ Referer: `${EVIL}/x` }) }],
  ['4.3 trusted Origin, no Referer', 'learner', POST, 200, undefined, { ...TEAK, ...asked({ Referer: undefined }) }],
  ['4.3 no Origin, trusted Referer', 'learner', POST, 200, undefined, asked({ Origin: undefined })],
  ['4.3 the LMS itself', 'learner', POST, 200, undefined, asked({ Origin: '{lms}', Referer: '{lms}/x' })],
  ['4.3 neither', 'learner', POST, 403, failed('Referer checking failed - no Referer.'), asked(NEITHER)],
  ['4.3 neither, and no token', 'learner', POST, 403, failed('Referer checking failed - no Referer.'), asked({ ...NEITHER, 'X-CSRFToken': undefined })],
  ['4.3 no Origin, foreign Referer', 'learner', POST, 403, failed(`Referer checking failed - ${EVIL}/x does not match any trusted origins.`), { on: ['hawthorn', 'teak'], ...asked({ Origin: undefined, Referer: `${EVIL}/x` }) }],
  ['4.3 foreign Referer, dogwood', 'learner', POST, 403, failed(`Referer checking failed - ${EVIL}/x does not match https://{host}/.`), { ...DOGWOOD, ...INFERRED, ...asked({ Referer: `${EVIL}/x` }) }],
  ['4.3 foreign Referer, hawthorn', 'learner', POST, 403, failed(/^Referer checking failed - /), { ...HAWTHORN, ...asked({ Referer: `${EVIL}/x` }) }],
  ['4.3 no Origin, http Referer', 'learner', POST, 403, failed('Referer checking failed - Referer is insecure while host is secure.'), { ...TEAK, ...asked({ Origin: undefined, Referer: 'http://{host}/x' }) }],
  ['4.3 no Origin, a Referer that is none', 'learner', POST, 403, failed('Referer checking failed - Referer is malformed.'), { ...TEAK, ...asked({ Origin: undefined, Referer: 'abc' }) }],
  ['4.3 http, a Referer from elsewhere, older', 'learner', POST, 200, undefined, { ...OLDER, insecure: true, ...asked({ Referer: `${EVIL}/x` }) }],
  ['4.3 http, wrong token', 'learner', POST, 403, OLD_TEXT, { ...OLDER, insecure: true, ...asked({ 'X-CSRFToken': 'a'.repeat(32) }) }],
  ['4.3 http, Origin still checked', 'learner', POST, 403, failed(/^Origin checking failed - http:/), { ...TEAK, insecure: true, ...asked({ Origin: 'http://richie.local.dev:8070' }) }],
  ['4.3 http, neither: the token decides', 'learner', POST, 200, undefined, { ...TEAK, insecure: true, ...asked(NEITHER) }],

  ['4.3 CORS allows, Django does not trust', 'learner', POST, 403, failed('Origin checking failed - {richie} does not match any trusted origins.'), { ...TEAK, ...asked({}), settings: UNTRUSTED }],
  ['4.3 even with ALLOW_ALL', 'learner', POST, 403, failed(/^Origin checking failed/), { ...TEAK, ...asked({}), settings: { ...UNTRUSTED, corsAllowAll: true, allowInsecure: true } }],
  ['4.3 older ones need no trusted origins', 'learner', POST, 200, undefined, { ...OLDER, ...asked({}), settings: UNTRUSTED }],
  ['4.3 ALLOW_ALL, no Referer', 'learner', POST, 200, undefined, { ...OLDER, ...asked(NEITHER), settings: { corsAllowAll: true, allowInsecure: true } }],
  ['4.3 anonymous, no check', 'nobody', POST, 401, NOT_LOGGED_IN, asked({ Origin: EVIL, Referer: `${EVIL}/x` })],
  ['4.3 the API key, no check', 'key', POST, 200, undefined, { send: { user: '{other}', course_details: { course_id: '{WillClose}' } } }],
  ['measured [204] JWT cookies alone, failing', 'learner', POST, 401, NOT_LOGGED_IN, { ...TEAK, ...asked({ Origin: EVIL }), after: ['forget edx_session'] }],
  ['measured [205] JWT cookies alone, no token', 'learner', POST, 401, NOT_LOGGED_IN, { ...TEAK, ...asked({ 'X-CSRFToken': undefined }), after: ['forget edx_session'] }],
  ['measured: JWT cookies alone, all else right', 'learner', POST, 200, undefined, { ...TEAK, ...asked({}), after: ['forget edx_session'] }],
]

function asked(headers: Readonly<Record<string, string | undefined>>): More {
  return { send: { course_details: { course_id: '{Demo_Course}' } }, headers }
}

function failed(reason: string | RegExp): object {
  return {
    detail:
      typeof reason === 'string'
        ? `CSRF Failed: ${reason}`
        : new RegExp(reason.source.replace('^', '^CSRF Failed: ')),
  }
}
