import { DOGWOOD, HAWTHORN, INFERRED, NEWER, OLDER, TEAK, type Case, type More } from '../case.ts'
import { HTML, JSON_TYPE } from '../texts.ts'

const AJAX = 'POST /login_ajax'
const V1 = 'POST {U}/account/login_session/'
const V2 = 'POST /api/user/v2/account/login_session/'
const SHIM = 'POST /user_api/v1/account/login_session/'
const WRONG = { success: false, value: 'Email or password is incorrect.' }
const REGISTER = 'POST {U}/account/registration/'
const NO_REDIRECT = '{\n  "success": true,\n  "redirect_url": null\n}'

/** openedx-api 3.2 and 3.4: logging in and registering. */
export const login: readonly Case[] = [
  ['3.2 login_ajax', 'visitor', AJAX, 200, { success: true, redirect_url: null }, { ...form('{email}', '{password}'), has: JSON_TYPE }],
  ['1.6 indented by two', 'visitor', AJAX, 200, NO_REDIRECT, { ...TEAK, ...form('{email}', '{password}') }],
  ['3.2 wrong password is a 200 in dogwood', 'visitor', AJAX, 200, { ...WRONG, error_code: undefined }, { ...DOGWOOD, ...form('{email}', 'nope') }],
  ['3.2 unknown address is a 200 in dogwood', 'visitor', AJAX, 200, WRONG, { ...DOGWOOD, ...form('no@example.com', 'nope') }],
  ['3.2 wrong password', 'visitor', AJAX, 400, { ...WRONG, error_code: 'incorrect-email-or-password', context: { failure_count: 1 }, email: '{email}' }, { ...TEAK, ...form('{email}', 'nope') }],
  ['3.2 unknown address', 'visitor', AJAX, 400, { ...WRONG, context: { failure_count: 0 } }, { ...TEAK, ...form('no@example.com', 'nope') }],
  ['measured [351] the third wrong password is warned of', 'visitor', AJAX, 400, { error_code: 'failed-login-attempt', value: /^Email or password is incorrect\.<li>You have 3 more/, context: { remaining_attempts: 3, allowed_failure_attempts: 6, failure_count: 3 } }, { ...TEAK, ...form('{email}', 'no'), after: ['mistype', 'mistype'] }],
  ['measured [354] the sixth locks', 'visitor', AJAX, 400, { error_code: 'account-locked-out', context: { locked_out_period: 30 } }, { ...TEAK, ...form('{email}', 'no'), after: ['mistype', 'mistype', 'mistype', 'mistype', 'mistype'] }],
  ['measured [355] and the right one is no help', 'visitor', AJAX, 400, { error_code: 'account-locked-out' }, { ...TEAK, ...form('{email}', '{password}'), after: ['mistype', 'mistype', 'mistype', 'mistype', 'mistype', 'mistype'] }],
  ['3.2 no password in dogwood', 'visitor', AJAX, 200, { success: false }, { ...DOGWOOD, ...INFERRED, from: 'lms', send: 'email=a%40example.com' }],
  ['3.2 no password', 'visitor', AJAX, 400, { success: false, value: 'There was an error receiving your login information. Please email us.' }, { ...TEAK, from: 'lms', send: 'email=a%40example.com' }],
  ['3.2 a wrong password does not log in', 'visitor', AJAX, 400, undefined, { ...TEAK, ...form('{email}', 'nope'), keeps: ['edx_session', 'edxloggedin'] }],
  ['3.2 login_ajax, no token', 'visitor', AJAX, 403, /<html|<title/, { ...form('{email}', '{password}'), headers: { 'X-CSRFToken': undefined } }],
  ['3.2 login_ajax, no cookie', 'visitor', AJAX, 403, /<html|<title/, { ...form('{email}', '{password}'), after: ['forget csrftoken'] }],
  ['3.2 login_ajax, from elsewhere', 'visitor', AJAX, 403, /<html|<title/, { ...form('{email}', '{password}'), headers: { Origin: 'https://evil.example', Referer: 'https://evil.example/' } }],
  ['3.2 login_ajax, GET', 'visitor', 'GET /login_ajax', 405, '', TEAK],
  ['3.2 v1', 'visitor', V1, 200, { success: true, redirect_url: null }, { ...TEAK, ...form('{email}', '{password}') }],
  ['3.2 v1 wants an address', 'visitor', V1, 400, WRONG, { ...TEAK, ...form('{me}', '{password}') }],
  ['3.2 v2 takes a username', 'visitor', V2, 200, { success: true }, { ...TEAK, from: 'lms', send: 'email_or_username={me}&password={password}' }],
  ['3.2 v2 takes an address', 'visitor', V2, 200, { success: true }, { ...TEAK, from: 'lms', send: 'email_or_username={email}&password={password}' }],
  ['3.2 v1, no token', 'visitor', V1, 403, /<html|<title/, { ...TEAK, ...HTML, ...form('{email}', '{password}'), headers: { 'X-CSRFToken': undefined } }],
  ['3.2 v1, no final slash', 'visitor', 'POST {U}/account/login_session', 301, undefined, { ...TEAK, ...form('{email}', '{password}'), has: { Location: '{U}/account/login_session/' } }],
  ['3.2 v1, JSON is not read', 'visitor', V1, 400, { success: false }, { ...TEAK, from: 'lms', send: { email: '{email}', password: '{password}' } }],
  ['3.2 v1, PUT', 'visitor', V1.replace('POST', 'PUT'), 405, undefined, { ...TEAK, ...form('{email}', '{password}') }],
  ['3.2 the form', 'nobody', 'GET {U}/account/login_session/', 200, { method: 'post', fields: [{ name: 'email', required: true }, { name: 'password' }] }, { ...TEAK, has: JSON_TYPE, sets: { csrftoken: /./ } }],
  ['3.2 no v1 and v2 before', 'visitor', V1, 404, undefined, { ...OLDER, ...form('{email}', '{password}') }],
  ['3.2 the shim, old address', 'visitor', SHIM, 200, { success: true }, { ...TEAK, ...form('{email}', '{password}') }],
  ['3.2 the shim is of the combined page, off in dogwood', 'visitor', SHIM, 404, undefined, { ...DOGWOOD, ...form('{email}', '{password}') }],
  ['measured [047] not activated', 'visitor', V1, 400, { success: false, value: 'None', error_code: 'inactive-user' }, { ...TEAK, settings: {}, ...form('sleepy@example.com', 'sleepy') }],
  ['3.2 not activated is a 200 in dogwood', 'visitor', AJAX, 200, { success: false }, { ...DOGWOOD, settings: {}, ...form('sleepy@example.com', 'sleepy') }],
  ['measured [332] logging in while logged in', 'learner', V1, 400, /Bad Request \(400\)/, { ...TEAK, ...form('{email}', '{password}') }],
  ['3.2 logging in while logged in', 'learner', AJAX, 200, { success: true }, { ...OLDER, ...INFERRED, ...form('{email}', '{password}') }],

  ['3.4 the session', 'visitor', AJAX, 200, undefined, { ...form('{email}', '{password}'), sets: { edx_session: /; HttpOnly;.*Path=\// } }],
  ['3.4 the session is Secure', 'visitor', AJAX, 200, undefined, { ...form('{email}', '{password}'), sets: { edx_session: /; Secure/i } }],
  ['3.4 its form', 'visitor', AJAX, 200, undefined, { ...NEWER, ...form('{email}', '{password}'), sets: { edx_session: /^edx_session="?1\|\w+\|[^|;]+\|[^|;]+;/ } }],
  ['3.4 a plain key in dogwood', 'visitor', AJAX, 200, undefined, { ...DOGWOOD, ...form('{email}', '{password}'), sets: { edx_session: /^edx_session=\w{32};/ } }],
  ['3.4 four weeks', 'visitor', AJAX, 200, undefined, { ...TEAK, ...form('{email}', '{password}'), sets: { edx_session: /Max-Age=2419200/, edxloggedin: /Max-Age=2419200/ } }],
  ['3.4 until the browser closes', 'visitor', AJAX, 200, undefined, { ...DOGWOOD, ...form('{email}', '{password}'), sets: { edx_session: /^(?!.*Max-Age)/ } }],
  ['3.4 a week when remembered', 'visitor', AJAX, 200, undefined, { ...DOGWOOD, from: 'lms', send: 'email={email}&password={password}&remember=true', sets: { edx_session: /Max-Age=604800/ } }],
  ['3.4 SameSite=None', 'visitor', AJAX, 200, undefined, { ...TEAK, ...form('{email}', '{password}'), sets: { edx_session: /SameSite=None/, csrftoken: /SameSite=Lax/, edxloggedin: /^(?!.*SameSite)/ } }],
  ['3.4 no SameSite before Juniper', 'visitor', AJAX, 200, undefined, { ...OLDER, ...form('{email}', '{password}'), sets: { edx_session: /^(?!.*SameSite)/, csrftoken: /^(?!.*SameSite)/ } }],
  ['3.4 edxloggedin', 'visitor', AJAX, 200, undefined, { ...form('{email}', '{password}'), sets: { edxloggedin: /^edxloggedin=true;(?!.*HttpOnly).*Path=\// } }],
  ['3.4 edxloggedin is never Secure in dogwood', 'visitor', AJAX, 200, undefined, { ...DOGWOOD, ...form('{email}', '{password}'), sets: { edxloggedin: /^(?!.*Secure)/ } }],
  ['3.4 edxloggedin is Secure over https', 'visitor', AJAX, 200, undefined, { ...TEAK, ...form('{email}', '{password}'), sets: { edxloggedin: /Secure/ } }],
  ['3.4 edx-user-info', 'visitor', AJAX, 200, undefined, { ...form('{email}', '{password}'), sets: { 'edx-user-info': /username.*{me}.*Secure/ } }],
  ['3.4 edx-user-info holds the address', 'visitor', AJAX, 200, undefined, { on: ['dogwood', 'teak'], ...form('{email}', '{password}'), sets: { 'edx-user-info': /email/ } }],
  ['3.4 edx-user-info without the address', 'visitor', AJAX, 200, undefined, { ...HAWTHORN, ...form('{email}', '{password}'), sets: { 'edx-user-info': /^(?!.*email)/ } }],
  ['3.4 a hash of the enrollments', 'visitor', AJAX, 200, undefined, { ...HAWTHORN, ...form('{email}', '{password}'), sets: { 'edx-user-info': /enrollmentStatusHash/ } }],
  ['3.4 JWT cookies', 'visitor', AJAX, 200, undefined, { ...TEAK, ...form('{email}', '{password}'), sets: { 'edx-jwt-cookie-header-payload': /Max-Age=3600(?!.*HttpOnly)/, 'edx-jwt-cookie-signature': /HttpOnly/ } }],
  ['3.4 no JWT cookies before Juniper', 'visitor', AJAX, 200, undefined, { ...OLDER, ...form('{email}', '{password}'), keeps: ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature'] }],
  ['3.2 a login changes csrftoken, not edx_csrf_token', 'visitor', AJAX, 200, undefined, { ...form('{email}', '{password}'), sets: { csrftoken: /Max-Age=31449600/ }, keeps: ['edx_csrf_token'] }],
  ['measured [347] login_refresh', 'learner', 'POST /login_refresh', 200, /^\{"success": true, "user_id": \d+, "response_epoch_seconds"/, { ...TEAK, from: 'lms', send: '', sets: { 'edx-jwt-cookie-signature': /HttpOnly/ } }],
  ['3.2 login_refresh, anonymous', 'nobody', 'POST /login_refresh', 401, '"Unauthorized"', { ...TEAK, from: 'lms', send: '' }],
  ['3.2 no login_refresh before Juniper', 'learner', 'POST /login_refresh', 404, undefined, { ...OLDER, ...INFERRED, from: 'lms', send: '' }],

  ['3.2 registration', 'nobody', REGISTER, 200, { success: true, authenticated_user: { username: '{me}', full_name: 'New One' }, redirect_url: '{lms}/dashboard' }, { ...TEAK, ...newcomer(), has: JSON_TYPE, sets: { edx_session: /HttpOnly/, edxloggedin: /true/ } }],
  ['3.2 registration, incomplete', 'nobody', REGISTER, 400, { email: [{ user_message: /./ }], error_code: 'validation-error' }, { ...TEAK, ...newcomer('') }],
  ...['1990.5', 'Infinity', '1e300', '99999999999999999999'].map(
    (year): Case => [`3.2 registration, born in ${year}`, 'nobody', REGISTER, 200, { success: true }, { ...TEAK, ...INFERRED, ...newcomer('{email}', year) }],
  ),
  ['3.2 registration, taken', 'visitor', REGISTER, 409, { username: [{ user_message: /taken/ }], error_code: 'duplicate-email-username' }, { ...TEAK, ...newcomer() }],
  ['3.2 registration, old address', 'nobody', 'POST /user_api/v1/account/registration/', 200, { success: true }, { ...NEWER, ...newcomer(), sets: { edxloggedin: /true/ } }],
  ['3.2 registration, taken, hawthorn', 'visitor', 'POST /user_api/v1/account/registration/', 409, { username: [{ user_message: /./ }], error_code: undefined }, { ...HAWTHORN, ...newcomer() }],
  ['3.2 registration of the combined page, off in dogwood', 'nobody', 'POST /user_api/v1/account/registration/', 404, undefined, { ...DOGWOOD, ...newcomer() }],
  ['3.2 create_account', 'nobody', 'POST /create_account', 200, { success: true, redirect_url: null }, { ...DOGWOOD, ...newcomer(), after: ['GET /register'], sets: { edx_session: /./, edxloggedin: /true/ } }],
  ['3.2 create_account, taken', 'visitor', 'POST /create_account', 400, { success: false, field: /username|email/, value: /./ }, { ...DOGWOOD, ...newcomer() }],

  ['3.5 auto_auth in dogwood', 'nobody', 'GET /auto_auth?username=auto1&email=auto1@example.com&password=pw', 200, /^Logged in user auto1 \(auto1@example\.com\) with password pw and user_id \d+$/, { ...DOGWOOD, settings: {}, sets: { csrftoken: /./ }, keeps: ['edxloggedin', 'edx-user-info'] }],
  ['3.5 auto_auth', 'nobody', 'GET /auto_auth?username=auto1&password=pw', 200, { created_status: 'Logged in', username: 'auto1', email: 'auto1@example.com', password: 'pw' }, { ...TEAK, settings: {}, keeps: ['edxloggedin'] }],
  ['3.5 auto_auth, no login', 'nobody', 'GET /auto_auth?username=auto2&no_login=true', 200, { created_status: 'Created' }, { ...TEAK, settings: {}, keeps: ['edx_session'] }],
]

function form(email: string, password: string): More {
  return { from: 'lms', send: `email=${email}&password=${password}` }
}

function newcomer(email = '{email}', year = ''): More {
  const fields = `email=${email}&name=New+One&username={me}&password=Abcdefg1234&honor_code=true&terms_of_service=true&year_of_birth=${year}`
  return { from: 'lms', send: fields }
}
