import { dogwood, hawthorn, inferred, newer, older, teak, type Case, type More } from '../case.ts'
import { html, jsonType } from '../texts.ts'

const ajax = 'POST /login_ajax'
const v1 = 'POST {U}/account/login_session/'
const v2 = 'POST /api/user/v2/account/login_session/'
const shim = 'POST /user_api/v1/account/login_session/'
const wrong = { success: false, value: 'Email or password is incorrect.' }
const register = 'POST {U}/account/registration/'
const noRedirect = '{\n  "success": true,\n  "redirect_url": null\n}'

/** openedx-api 3.2 and 3.4: logging in and registering. */
export const login: readonly Case[] = [
  ['3.2 login_ajax', 'visitor', ajax, 200, { success: true, redirect_url: null }, { ...form('{email}', '{password}'), has: jsonType }],
  ['1.6 indented by two', 'visitor', ajax, 200, noRedirect, { ...teak, ...form('{email}', '{password}') }],
  ['3.2 wrong password is a 200 in dogwood', 'visitor', ajax, 200, { ...wrong, error_code: undefined }, { ...dogwood, ...form('{email}', 'nope') }],
  ['3.2 unknown address is a 200 in dogwood', 'visitor', ajax, 200, wrong, { ...dogwood, ...form('no@example.com', 'nope') }],
  ['3.2 wrong password', 'visitor', ajax, 400, { ...wrong, error_code: 'incorrect-email-or-password', context: { failure_count: 1 }, email: '{email}' }, { ...teak, ...form('{email}', 'nope') }],
  ['3.2 unknown address', 'visitor', ajax, 400, { ...wrong, context: { failure_count: 0 } }, { ...teak, ...form('no@example.com', 'nope') }],
  ['measured [351] the third wrong password is warned of', 'visitor', ajax, 400, { error_code: 'failed-login-attempt', value: /^Email or password is incorrect\.<li>You have 3 more/, context: { remaining_attempts: 3, allowed_failure_attempts: 6, failure_count: 3 } }, { ...teak, ...form('{email}', 'no'), after: ['mistype', 'mistype'] }],
  ['measured [354] the sixth locks', 'visitor', ajax, 400, { error_code: 'account-locked-out', context: { locked_out_period: 30 } }, { ...teak, ...form('{email}', 'no'), after: ['mistype', 'mistype', 'mistype', 'mistype', 'mistype'] }],
  ['measured [355] and the right one is no help', 'visitor', ajax, 400, { error_code: 'account-locked-out' }, { ...teak, ...form('{email}', '{password}'), after: ['mistype', 'mistype', 'mistype', 'mistype', 'mistype', 'mistype'] }],
  ['3.2 no password in dogwood', 'visitor', ajax, 200, { success: false }, { ...dogwood, ...inferred, from: 'lms', send: 'email=a%40example.com' }],
  ['3.2 no password', 'visitor', ajax, 400, { success: false, value: 'There was an error receiving your login information. Please email us.' }, { ...teak, from: 'lms', send: 'email=a%40example.com' }],
  ['3.2 a wrong password does not log in', 'visitor', ajax, 400, undefined, { ...teak, ...form('{email}', 'nope'), keeps: ['edx_session', 'edxloggedin'] }],
  ['3.2 login_ajax, no token', 'visitor', ajax, 403, /<html|<title/, { ...form('{email}', '{password}'), headers: { 'X-CSRFToken': undefined } }],
  ['3.2 login_ajax, no cookie', 'visitor', ajax, 403, /<html|<title/, { ...form('{email}', '{password}'), after: ['forget csrftoken'] }],
  ['3.2 login_ajax, from elsewhere', 'visitor', ajax, 403, /<html|<title/, { ...form('{email}', '{password}'), headers: { Origin: 'https://evil.example', Referer: 'https://evil.example/' } }],
  ['3.2 login_ajax, GET', 'visitor', 'GET /login_ajax', 405, '', teak],
  ['3.2 v1', 'visitor', v1, 200, { success: true, redirect_url: null }, { ...teak, ...form('{email}', '{password}') }],
  ['3.2 v1 wants an address', 'visitor', v1, 400, wrong, { ...teak, ...form('{me}', '{password}') }],
  ['3.2 v2 takes a username', 'visitor', v2, 200, { success: true }, { ...teak, from: 'lms', send: 'email_or_username={me}&password={password}' }],
  ['3.2 v2 takes an address', 'visitor', v2, 200, { success: true }, { ...teak, from: 'lms', send: 'email_or_username={email}&password={password}' }],
  ['3.2 v1, no token', 'visitor', v1, 403, /<html|<title/, { ...teak, ...html, ...form('{email}', '{password}'), headers: { 'X-CSRFToken': undefined } }],
  ['3.2 v1, no final slash', 'visitor', 'POST {U}/account/login_session', 301, undefined, { ...teak, ...form('{email}', '{password}'), has: { Location: '{U}/account/login_session/' } }],
  ['3.2 v1, JSON is not read', 'visitor', v1, 400, { success: false }, { ...teak, from: 'lms', send: { email: '{email}', password: '{password}' } }],
  ['3.2 v1, PUT', 'visitor', v1.replace('POST', 'PUT'), 405, undefined, { ...teak, ...form('{email}', '{password}') }],
  ['3.2 the form', 'nobody', 'GET {U}/account/login_session/', 200, { method: 'post', fields: [{ name: 'email', required: true }, { name: 'password' }] }, { ...teak, has: jsonType, sets: { csrftoken: /./ } }],
  ['3.2 no v1 and v2 before', 'visitor', v1, 404, undefined, { ...older, ...form('{email}', '{password}') }],
  ['3.2 the shim, old address', 'visitor', shim, 200, { success: true }, { ...teak, ...form('{email}', '{password}') }],
  ['3.2 the shim is of the combined page, off in dogwood', 'visitor', shim, 404, undefined, { ...dogwood, ...form('{email}', '{password}') }],
  ['measured [047] not activated', 'visitor', v1, 400, { success: false, value: 'None', error_code: 'inactive-user' }, { ...teak, settings: {}, ...form('sleepy@example.com', 'sleepy') }],
  ['3.2 not activated is a 200 in dogwood', 'visitor', ajax, 200, { success: false }, { ...dogwood, settings: {}, ...form('sleepy@example.com', 'sleepy') }],
  ['measured [332] logging in while logged in', 'learner', v1, 400, /Bad Request \(400\)/, { ...teak, ...form('{email}', '{password}') }],
  ['3.2 logging in while logged in', 'learner', ajax, 200, { success: true }, { ...older, ...inferred, ...form('{email}', '{password}') }],

  ['3.4 the session', 'visitor', ajax, 200, undefined, { ...form('{email}', '{password}'), sets: { edx_session: /; HttpOnly;.*Path=\// } }],
  ['3.4 the session is Secure', 'visitor', ajax, 200, undefined, { ...form('{email}', '{password}'), sets: { edx_session: /; Secure/i } }],
  ['3.4 its form', 'visitor', ajax, 200, undefined, { ...newer, ...form('{email}', '{password}'), sets: { edx_session: /^edx_session="?1\|\w+\|[^|;]+\|[^|;]+;/ } }],
  ['3.4 a plain key in dogwood', 'visitor', ajax, 200, undefined, { ...dogwood, ...form('{email}', '{password}'), sets: { edx_session: /^edx_session=\w{32};/ } }],
  ['3.4 four weeks', 'visitor', ajax, 200, undefined, { ...teak, ...form('{email}', '{password}'), sets: { edx_session: /Max-Age=2419200/, edxloggedin: /Max-Age=2419200/ } }],
  ['3.4 until the browser closes', 'visitor', ajax, 200, undefined, { ...dogwood, ...form('{email}', '{password}'), sets: { edx_session: /^(?!.*Max-Age)/ } }],
  ['3.4 a week when remembered', 'visitor', ajax, 200, undefined, { ...dogwood, from: 'lms', send: 'email={email}&password={password}&remember=true', sets: { edx_session: /Max-Age=604800/ } }],
  ['3.4 SameSite=None', 'visitor', ajax, 200, undefined, { ...teak, ...form('{email}', '{password}'), sets: { edx_session: /SameSite=None/, csrftoken: /SameSite=Lax/, edxloggedin: /^(?!.*SameSite)/ } }],
  ['3.4 no SameSite before Juniper', 'visitor', ajax, 200, undefined, { ...older, ...form('{email}', '{password}'), sets: { edx_session: /^(?!.*SameSite)/, csrftoken: /^(?!.*SameSite)/ } }],
  ['3.4 edxloggedin', 'visitor', ajax, 200, undefined, { ...form('{email}', '{password}'), sets: { edxloggedin: /^edxloggedin=true;(?!.*HttpOnly).*Path=\// } }],
  ['3.4 edxloggedin is never Secure in dogwood', 'visitor', ajax, 200, undefined, { ...dogwood, ...form('{email}', '{password}'), sets: { edxloggedin: /^(?!.*Secure)/ } }],
  ['3.4 edxloggedin is Secure over https', 'visitor', ajax, 200, undefined, { ...teak, ...form('{email}', '{password}'), sets: { edxloggedin: /Secure/ } }],
  ['3.4 edx-user-info', 'visitor', ajax, 200, undefined, { ...form('{email}', '{password}'), sets: { 'edx-user-info': /username.*{me}.*Secure/ } }],
  ['3.4 edx-user-info holds the address', 'visitor', ajax, 200, undefined, { on: ['dogwood', 'teak'], ...form('{email}', '{password}'), sets: { 'edx-user-info': /email/ } }],
  ['3.4 edx-user-info without the address', 'visitor', ajax, 200, undefined, { ...hawthorn, ...form('{email}', '{password}'), sets: { 'edx-user-info': /^(?!.*email)/ } }],
  ['3.4 a hash of the enrollments', 'visitor', ajax, 200, undefined, { ...hawthorn, ...form('{email}', '{password}'), sets: { 'edx-user-info': /enrollmentStatusHash/ } }],
  ['3.4 JWT cookies', 'visitor', ajax, 200, undefined, { ...teak, ...form('{email}', '{password}'), sets: { 'edx-jwt-cookie-header-payload': /Max-Age=3600(?!.*HttpOnly)/, 'edx-jwt-cookie-signature': /HttpOnly/ } }],
  ['3.4 no JWT cookies before Juniper', 'visitor', ajax, 200, undefined, { ...older, ...form('{email}', '{password}'), keeps: ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature'] }],
  ['3.2 a login changes csrftoken, not edx_csrf_token', 'visitor', ajax, 200, undefined, { ...form('{email}', '{password}'), sets: { csrftoken: /Max-Age=31449600/ }, keeps: ['edx_csrf_token'] }],
  ['measured [347] login_refresh', 'learner', 'POST /login_refresh', 200, /^\{"success": true, "user_id": \d+, "response_epoch_seconds"/, { ...teak, from: 'lms', send: '', sets: { 'edx-jwt-cookie-signature': /HttpOnly/ } }],
  ['3.2 login_refresh, anonymous', 'nobody', 'POST /login_refresh', 401, '"Unauthorized"', { ...teak, from: 'lms', send: '' }],
  ['3.2 no login_refresh before Juniper', 'learner', 'POST /login_refresh', 404, undefined, { ...older, ...inferred, from: 'lms', send: '' }],

  ['3.2 registration', 'nobody', register, 200, { success: true, authenticated_user: { username: '{me}', full_name: 'New One' }, redirect_url: '{lms}/dashboard' }, { ...teak, ...newcomer(), has: jsonType, sets: { edx_session: /HttpOnly/, edxloggedin: /true/ } }],
  ['3.2 registration, incomplete', 'nobody', register, 400, { email: [{ user_message: /./ }], error_code: 'validation-error' }, { ...teak, ...newcomer('') }],
  ...['1990.5', 'Infinity', '1e300', '99999999999999999999'].map(
    (year): Case => [`3.2 registration, born in ${year}`, 'nobody', register, 200, { success: true }, { ...teak, ...inferred, ...newcomer('{email}', year) }],
  ),
  ['3.2 registration, taken', 'visitor', register, 409, { username: [{ user_message: /taken/ }], error_code: 'duplicate-email-username' }, { ...teak, ...newcomer() }],
  ['3.2 registration, old address', 'nobody', 'POST /user_api/v1/account/registration/', 200, { success: true }, { ...newer, ...newcomer(), sets: { edxloggedin: /true/ } }],
  ['3.2 registration, taken, hawthorn', 'visitor', 'POST /user_api/v1/account/registration/', 409, { username: [{ user_message: /./ }], error_code: undefined }, { ...hawthorn, ...newcomer() }],
  ['3.2 registration of the combined page, off in dogwood', 'nobody', 'POST /user_api/v1/account/registration/', 404, undefined, { ...dogwood, ...newcomer() }],
  ['3.2 create_account', 'nobody', 'POST /create_account', 200, { success: true, redirect_url: null }, { ...dogwood, ...newcomer(), after: ['GET /register'], sets: { edx_session: /./, edxloggedin: /true/ } }],
  ['3.2 create_account, taken', 'visitor', 'POST /create_account', 400, { success: false, field: /username|email/, value: /./ }, { ...dogwood, ...newcomer() }],

  ['3.5 auto_auth in dogwood', 'nobody', 'GET /auto_auth?username=auto1&email=auto1@example.com&password=pw', 200, /^Logged in user auto1 \(auto1@example\.com\) with password pw and user_id \d+$/, { ...dogwood, settings: {}, sets: { csrftoken: /./ }, keeps: ['edxloggedin', 'edx-user-info'] }],
  ['3.5 auto_auth', 'nobody', 'GET /auto_auth?username=auto1&password=pw', 200, { created_status: 'Logged in', username: 'auto1', email: 'auto1@example.com', password: 'pw' }, { ...teak, settings: {}, keeps: ['edxloggedin'] }],
  ['3.5 auto_auth, no login', 'nobody', 'GET /auto_auth?username=auto2&no_login=true', 200, { created_status: 'Created' }, { ...teak, settings: {}, keeps: ['edx_session'] }],
]

function form(email: string, password: string): More {
  return { from: 'lms', send: `email=${email}&password=${password}` }
}

function newcomer(email = '{email}', year = ''): More {
  const fields = `email=${email}&name=New+One&username={me}&password=Abcdefg1234&honor_code=true&terms_of_service=true&year_of_birth=${year}`
  return { from: 'lms', send: fields }
}
