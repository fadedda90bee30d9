import { dogwood, hawthorn, inferred, older, teak, type Case, type More } from '../case.ts'
import { jsonType, notLoggedIn } from '../texts.ts'

const post = 'POST {E}/enrollment'
const evil = 'https://evil.example'
const header = "CSRF token from the 'X-Csrftoken' HTTP header"
const oldText = '{"detail":"CSRF Failed: CSRF token missing or incorrect."}'
const neither = { Origin: undefined, Referer: undefined }
const untrusted = { trustedOrigins: [] }

/** openedx-api 4.3: what a session's POST of Richie gets, and why it is refused. */
export const csrf: readonly Case[] = [
  ['4.3 as Richie asks', 'learner', post, 200, undefined, asked({})],
  ['4.3 no csrftoken', 'learner', post, 403, '{"detail":"CSRF Failed: CSRF cookie not set."}', { ...asked({}), after: ['forget csrftoken'], has: jsonType }],
  ['4.3 no cookies at all but the session', 'learner', post, 403, failed('CSRF cookie not set.'), { ...asked({}), after: ['forget csrftoken', 'forget edx_csrf_token'] }],
  ['4.3 no header', 'learner', post, 403, oldText, { ...older, ...asked({ 'X-CSRFToken': undefined }) }],
  ['4.3 an empty header', 'learner', post, 403, oldText, { ...older, ...asked({ 'X-CSRFToken': '' }) }],
  ['4.3 a wrong header', 'learner', post, 403, oldText, { ...older, ...asked({ 'X-CSRFToken': 'a'.repeat(32) }) }],
  ['4.3 no header, teak', 'learner', post, 403, failed('CSRF token missing.'), { ...teak, ...asked({ 'X-CSRFToken': undefined }) }],
  ['4.3 an empty header, teak', 'learner', post, 403, failed(`${header} has incorrect length.`), { ...teak, ...asked({ 'X-CSRFToken': '' }) }],
  ['4.3 a short header', 'learner', post, 403, failed(`${header} has incorrect length.`), { ...teak, ...asked({ 'X-CSRFToken': 'abc' }) }],
  ['4.3 32 wrong letters', 'learner', post, 403, failed(`${header} incorrect.`), { ...teak, ...asked({ 'X-CSRFToken': 'a'.repeat(32) }) }],
  ['4.3 64 wrong letters', 'learner', post, 403, failed(`${header} incorrect.`), { ...teak, ...asked({ 'X-CSRFToken': 'a'.repeat(64) }) }],
  ['4.3 letters that are none', 'learner', post, 403, failed(`${header} has invalid characters.`), { ...teak, ...asked({ 'X-CSRFToken': '!'.repeat(32) }) }],
  ['4.3 a cookie that is none', 'learner', post, 403, failed('CSRF cookie has incorrect length.'), { ...teak, ...asked({}), after: ['cookie csrftoken=abc'], sets: { csrftoken: /^csrftoken=\w{32};/ } }],
  ['4.3 a cookie that is none, older', 'learner', post, 403, oldText, { ...older, ...inferred, ...asked({}), after: ['cookie csrftoken=abc'] }],
  ['4.3 compared with csrftoken, not with edx_csrf_token', 'learner', post, 200, undefined, { ...asked({}), after: ['cookie unrelated=1'] }],
  ['4.3 edx_csrf_token alone is worth nothing', 'learner', post, 403, undefined, { ...asked({}), after: [`cookie csrftoken=${'b'.repeat(32)}`] }],
  ['4.3 after a new login the old token fails', 'learner', post, 403, failed(`${header} incorrect.`), { ...teak, ...asked({}), after: ['GET /logout', 'log in'] }],
  ['4.3 after a new login the old token fails, older', 'learner', post, 403, oldText, { ...older, ...asked({}), after: ['GET /logout', 'log in'] }],
  ['4.3 until the next GET', 'learner', post, 200, undefined, { ...asked({}), after: ['GET /logout', 'log in', 'GET {E}/enrollment'] }],

  ['4.3 foreign Origin', 'learner', post, 403, failed(`Origin checking failed - ${evil} does not match any trusted origins.`), { ...teak, ...asked({ Origin: evil }) }],
  ['4.3 foreign Origin, not looked at', 'learner', post, 200, undefined, { ...older, ...asked({ Origin: evil }) }],
  ['4.3 Origin null', 'learner', post, 403, failed('Origin checking failed - null does not match any trusted origins.'), { ...teak, ...asked({ Origin: 'null' }) }],
  ['4.3 another port', 'learner', post, 403, failed('Origin checking failed - https://{host}1 does not match any trusted origins.'), { ...teak, ...asked({ Origin: 'https://{host}1' }) }],
  ['4.3 Origin comes before the token', 'learner', post, 403, failed(/^Origin checking/), { ...teak, ...asked({ Origin: evil, 'X-CSRFToken': undefined }) }],
  ['4.3 trusted Origin, foreign Referer', 'learner', post, 200, undefined, { ...teak, ...asked({ Referer: `${evil}/x` }) }],
  ['4.3 trusted Origin, no Referer', 'learner', post, 200, undefined, { ...teak, ...asked({ Referer: undefined }) }],
  ['4.3 no Origin, trusted Referer', 'learner', post, 200, undefined, asked({ Origin: undefined })],
  ['4.3 the LMS itself', 'learner', post, 200, undefined, asked({ Origin: '{lms}', Referer: '{lms}/x' })],
  ['4.3 neither', 'learner', post, 403, failed('Referer checking failed - no Referer.'), asked(neither)],
  ['4.3 neither, and no token', 'learner', post, 403, failed('Referer checking failed - no Referer.'), asked({ ...neither, 'X-CSRFToken': undefined })],
  ['4.3 no Origin, foreign Referer', 'learner', post, 403, failed(`Referer checking failed - ${evil}/x does not match any trusted origins.`), { on: ['hawthorn', 'teak'], ...asked({ Origin: undefined, Referer: `${evil}/x` }) }],
  ['4.3 foreign Referer, dogwood', 'learner', post, 403, failed(`Referer checking failed - ${evil}/x does not match https://{host}/.`), { ...dogwood, ...inferred, ...asked({ Referer: `${evil}/x` }) }],
  ['4.3 foreign Referer, hawthorn', 'learner', post, 403, failed(/^Referer checking failed - /), { ...hawthorn, ...asked({ Referer: `${evil}/x` }) }],
  ['4.3 no Origin, http Referer', 'learner', post, 403, failed('Referer checking failed - Referer is insecure while host is secure.'), { ...teak, ...asked({ Origin: undefined, Referer: 'http://{host}/x' }) }],
  ['4.3 no Origin, a Referer that is none', 'learner', post, 403, failed('Referer checking failed - Referer is malformed.'), { ...teak, ...asked({ Origin: undefined, Referer: 'abc' }) }],
  ['4.3 http, a Referer from elsewhere, older', 'learner', post, 200, undefined, { ...older, insecure: true, ...asked({ Referer: `${evil}/x` }) }],
  ['4.3 http, wrong token', 'learner', post, 403, oldText, { ...older, insecure: true, ...asked({ 'X-CSRFToken': 'a'.repeat(32) }) }],
  ['4.3 http, Origin still checked', 'learner', post, 403, failed(/^Origin checking failed - http:/), { ...teak, insecure: true, ...asked({ Origin: 'http://richie.local.dev:8070' }) }],
  ['4.3 http, neither: the token decides', 'learner', post, 200, undefined, { ...teak, insecure: true, ...asked(neither) }],

  ['4.3 CORS allows, Django does not trust', 'learner', post, 403, failed('Origin checking failed - {richie} does not match any trusted origins.'), { ...teak, ...asked({}), settings: untrusted }],
  ['4.3 even with ALLOW_ALL', 'learner', post, 403, failed(/^Origin checking failed/), { ...teak, ...asked({}), settings: { ...untrusted, corsAllowAll: true, allowInsecure: true } }],
  ['4.3 older ones need no trusted origins', 'learner', post, 200, undefined, { ...older, ...asked({}), settings: untrusted }],
  ['4.3 ALLOW_ALL, no Referer', 'learner', post, 200, undefined, { ...older, ...asked(neither), settings: { corsAllowAll: true, allowInsecure: true } }],
  ['4.3 anonymous, no check', 'nobody', post, 401, notLoggedIn, asked({ Origin: evil, Referer: `${evil}/x` })],
  ['4.3 the API key, no check', 'key', post, 200, undefined, { send: { user: '{other}', course_details: { course_id: '{WillClose}' } } }],
  ['measured [204] JWT cookies alone, failing', 'learner', post, 401, notLoggedIn, { ...teak, ...asked({ Origin: evil }), after: ['forget edx_session'] }],
  ['measured [205] JWT cookies alone, no token', 'learner', post, 401, notLoggedIn, { ...teak, ...asked({ 'X-CSRFToken': undefined }), after: ['forget edx_session'] }],
  ['measured: JWT cookies alone, all else right', 'learner', post, 200, undefined, { ...teak, ...asked({}), after: ['forget edx_session'] }],
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
