import { dogwood, inferred, newer, older, teak, type Case } from '../case.ts'
import { forbidden, html, jsonType, notLoggedIn } from '../texts.ts'

const me = 'GET {U}/me'
const info = 'GET /api/mobile/v0.5/my_user_info'
const user = 'GET /api/mobile/v0.5/users/{me}'
const fonzie = 'GET /api/v1.0/user/me'
const bothCsrf = ['csrftoken', 'edx_csrf_token']
const fromRichie = { 'access-control-allow-origin': '{richie}', 'access-control-allow-credentials': 'true' }

/** openedx-api 2.1 and 5, and what was measured of sessions: who am I. */
export const users: readonly Case[] = [
  ['2.1 me', 'learner', me, 200, '{"username":"{me}"}', { ...newer, has: { ...jsonType, ...fromRichie } }],
  ['2.1 me sets no CSRF cookies', 'learner', me, 200, undefined, { ...newer, keeps: bothCsrf }],
  ['2.1 me, anonymous', 'nobody', me, 401, notLoggedIn, { ...newer, has: { ...jsonType, ...fromRichie, 'WWW-Authenticate': 'JWT realm="api"' } }],
  ['2.1 no me in dogwood', 'learner', me, 404, /<html/, { ...dogwood, ...html }],
  ['2.1 no me in dogwood, anonymous', 'nobody', me, 404, /<html/, dogwood],
  ['2.1 me, a slash at the end', 'learner', `${me}/`, 404, /<html/, html],
  ['2.1 me, POST', 'learner', 'POST {U}/me', 405, { detail: 'Method "POST" not allowed.' }, { ...newer, from: 'lms', send: {} }],
  ['2.1 me, POST, anonymous', 'nobody', 'POST {U}/me', 401, notLoggedIn, { ...newer, send: {} }],
  ['2.1 me, a garbled token', 'learner', me, 401, { detail: 'Invalid token.' }, { ...teak, headers: { Authorization: 'JWT abc' } }],
  ['2.1 me, not activated', 'nobody', me, 200, '{"username":"sleepy"}', { ...teak, settings: {}, after: ['GET /auto_auth?username=sleepy&email=sleepy@example.com&is_active=false'] }],

  ['2.1 my_user_info', 'learner', info, 302, undefined, { ...newer, has: { Location: '/api/mobile/v0.5/users/{me}', ...fromRichie } }],
  ['2.1 my_user_info, absolute', 'learner', info, 302, undefined, { ...dogwood, ...inferred, has: { Location: '{lms}/api/mobile/v0.5/users/{me}', ...fromRichie } }],
  ['2.1 my_user_info, anonymous', 'nobody', info, 401, notLoggedIn, { has: fromRichie }],
  ['2.1 my_user_info, anonymous, OAuth2 first', 'nobody', info, 401, undefined, { ...dogwood, has: { 'WWW-Authenticate': 'Bearer realm="api"' } }],
  ['2.1 my_user_info and more', 'learner', `${info}/xyz`, 302, undefined, older],
  ['2.1 my_user_info and more is nothing', 'learner', `${info}/xyz`, 404, /<html/, teak],
  ['2.1 my_user_info v1', 'learner', 'GET /api/mobile/v1/my_user_info', 302, undefined, { ...teak, has: { Location: '/api/mobile/v1/users/{me}' } }],
  ['2.1 no v1 in dogwood', 'learner', 'GET /api/mobile/v1/my_user_info', 404, /<html/, dogwood],
  ['2.1 my_user_info sets no CSRF cookies', 'learner', info, 302, undefined, { keeps: bothCsrf }],
  ['2.1 mobile user', 'learner', user, 200, { username: '{me}', email: '{email}', name: /./, course_enrollments: '{lms}/api/mobile/v0.5/users/{me}/course_enrollments/' }, { has: { ...jsonType, ...fromRichie } }],
  ['2.1 mobile user, other case', 'learner', 'GET /api/mobile/v0.5/users/{ME}', 200, { username: '{me}' }],
  ['2.1 mobile user, anonymous', 'nobody', user, 401, notLoggedIn],
  ['2.1 mobile user, somebody else', 'learner', 'GET /api/mobile/v0.5/users/{other}', 404, undefined, older],
  ['2.1 mobile user, somebody else, measured', 'learner', 'GET /api/mobile/v0.5/users/{other}', 403, { detail: forbidden }, teak],
  ['2.1 mobile user, somebody else, staff', 'staff', 'GET /api/mobile/v0.5/users/{other}', 403, undefined],

  ['measured [297-301] my_user_info ends the session', 'learner', me, 401, notLoggedIn, { ...teak, after: [info, 'forget edx-jwt'] }],
  ['measured [301] the JWT cookies are good on', 'learner', me, 200, { username: '{me}' }, { ...teak, after: [info] }],
  ['2.1 in dogwood the session lives on', 'learner', user, 200, { username: '{me}' }, { ...dogwood, after: [info] }],
  ['measured [203] JWT cookies without a session', 'learner', me, 200, { username: '{me}' }, { ...teak, after: ['forget edx_session'] }],
  ['measured: a session without JWT cookies', 'learner', me, 200, { username: '{me}' }, { ...teak, after: ['forget edx-jwt'] }],
  ['measured [197] garbled JWT cookies', 'learner', me, 401, { detail: 'Invalid token.' }, { ...teak, after: ['cookie edx-jwt-cookie-header-payload=a.b', 'cookie edx-jwt-cookie-signature=c'] }],
  ['measured [344] a login elsewhere ends the session', 'learner', me, 401, notLoggedIn, { ...teak, after: ['log in elsewhere', 'forget edx-jwt'] }],
  ['3.4 a login elsewhere does not end it before', 'learner', 'GET {E}/enrollment', 200, '[]', { ...older, after: ['log in elsewhere'] }],
  ['measured [191] a session cookie of another form', 'nobody', me, 500, 'Encountered error while rendering error page.', { ...teak, after: ['cookie edx_session=garbage'] }],
  ['measured [194] the same for any page', 'nobody', 'GET {E}/enrollment', 500, /^Encountered/, { ...teak, after: ['cookie edx_session=garbage'] }],
  ['measured [193] an empty session cookie', 'nobody', me, 401, notLoggedIn, { ...teak, after: ['cookie edx_session='], deletes: ['edx_session'] }],
  ['measured [085] a tampered session', 'nobody', me, 401, '', { ...teak, after: ['cookie edx_session=1|key|salt|signature'], lacks: ['access-control-allow-origin'], deletes: ['edx_session', 'edxloggedin', 'edx-user-info'] }],
  ['3.4 an unknown key is anonymous in dogwood', 'nobody', 'GET {E}/enrollment', 401, notLoggedIn, { ...dogwood, ...inferred, after: ['cookie edx_session=garbage'] }],

  ["5 fonzie's me", 'learner', fonzie, 200, { access_token: /^[\w-]+\.[\w-]+\.[\w-]+$/, username: '{me}', full_name: /./ }, { ...dogwood, has: jsonType }],
  ["5 fonzie's me, a slash at the end", 'learner', `${fonzie}/`, 200, { username: '{me}' }, dogwood],
  ["5 fonzie's me sets the CSRF cookies", 'learner', fonzie, 200, undefined, { ...dogwood, sets: { csrftoken: /./, edx_csrf_token: /Domain={domain}/ } }],
  ["5 fonzie's me, anonymous", 'nobody', fonzie, 403, notLoggedIn, { ...dogwood, ...inferred, lacks: ['WWW-Authenticate'] }],
  ['5 fonzie, another version', 'learner', 'GET /api/v9.0/user/me', 404, { detail: 'Invalid version in URL path.' }, dogwood],
  ['5 no fonzie in later images', 'learner', fonzie, 404, /<html/, newer],
  ['heartbeat', 'nobody', 'GET /heartbeat', 200, { modulestore: { status: true }, sql: { status: true } }, { has: jsonType }],
  ['measured [386] the token API', 'nobody', 'GET /csrf/api/v1/token', 200, { csrfToken: /^[A-Za-z0-9]{64}$/ }, teak],
]
