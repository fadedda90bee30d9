import { DOGWOOD, INFERRED, NEWER, OLDER, TEAK, type Case } from '../case.ts'
import { FORBIDDEN, HTML, JSON_TYPE, NOT_LOGGED_IN } from '../texts.ts'

const ME = 'GET {U}/me'
const INFO = 'GET /api/mobile/v0.5/my_user_info'
const USER = 'GET /api/mobile/v0.5/users/{me}'
const FONZIE = 'GET /api/v1.0/user/me'
const BOTH_CSRF = ['csrftoken', 'edx_csrf_token']
const FROM_RICHIE = { 'access-control-allow-origin': '{richie}', 'access-control-allow-credentials': 'true' }

/** openedx-api 2.1 and 5, and what was measured of sessions: who am I. */
export const users: readonly Case[] = [
  ['2.1 me', 'learner', ME, 200, '{"username":"{me}"}', { ...NEWER, has: { ...JSON_TYPE, ...FROM_RICHIE } }],
  ['2.1 me sets no CSRF cookies', 'learner', ME, 200, undefined, { ...NEWER, keeps: BOTH_CSRF }],
  ['2.1 me, anonymous', 'nobody', ME, 401, NOT_LOGGED_IN, { ...NEWER, has: { ...JSON_TYPE, ...FROM_RICHIE, 'WWW-Authenticate': 'JWT realm="api"' } }],
  ['2.1 no me in dogwood', 'learner', ME, 404, /<html/, { ...DOGWOOD, ...HTML }],
  ['2.1 no me in dogwood, anonymous', 'nobody', ME, 404, /<html/, DOGWOOD],
  ['2.1 me, a slash at the end', 'learner', `${ME}/`, 404, /<html/, HTML],
  ['2.1 me, POST', 'learner', 'POST {U}/me', 405, { detail: 'Method "POST" not allowed.' }, { ...NEWER, from: 'lms', send: {} }],
  ['2.1 me, POST, anonymous', 'nobody', 'POST {U}/me', 401, NOT_LOGGED_IN, { ...NEWER, send: {} }],
  ['2.1 me, a garbled token', 'learner', ME, 401, { detail: 'Invalid token.' }, { ...TEAK, headers: { Authorization: 'JWT abc' } }],
  ['2.1 me, not activated', 'nobody', ME, 200, '{"username":"sleepy"}', { ...TEAK, settings: {}, after: ['GET /auto_auth?username=sleepy&email=sleepy@example.com&is_active=false'] }],

  ['2.1 my_user_info', 'learner', INFO, 302, undefined, { ...NEWER, has: { Location: '/api/mobile/v0.5/users/{me}', ...FROM_RICHIE } }],
  ['2.1 my_user_info, absolute', 'learner', INFO, 302, undefined, { ...DOGWOOD, ...INFERRED, has: { Location: '{lms}/api/mobile/v0.5/users/{me}', ...FROM_RICHIE } }],
  ['2.1 my_user_info, anonymous', 'nobody', INFO, 401, NOT_LOGGED_IN, { has: FROM_RICHIE }],
  ['2.1 my_user_info, anonymous, OAuth2 first', 'nobody', INFO, 401, undefined, { ...DOGWOOD, has: { 'WWW-Authenticate': 'Bearer realm="api"' } }],
  ['2.1 my_user_info and more', 'learner', `${INFO}/xyz`, 302, undefined, OLDER],
  ['2.1 my_user_info and more is nothing', 'learner', `${INFO}/xyz`, 404, /<html/, TEAK],
  ['2.1 my_user_info v1', 'learner', 'GET /api/mobile/v1/my_user_info', 302, undefined, { ...TEAK, has: { Location: '/api/mobile/v1/users/{me}' } }],
  ['2.1 no v1 in dogwood', 'learner', 'GET /api/mobile/v1/my_user_info', 404, /<html/, DOGWOOD],
  ['2.1 my_user_info sets no CSRF cookies', 'learner', INFO, 302, undefined, { keeps: BOTH_CSRF }],
  ['2.1 mobile user', 'learner', USER, 200, { username: '{me}', email: '{email}', name: /./, course_enrollments: '{lms}/api/mobile/v0.5/users/{me}/course_enrollments/' }, { has: { ...JSON_TYPE, ...FROM_RICHIE } }],
  ['2.1 mobile user, other case', 'learner', 'GET /api/mobile/v0.5/users/{ME}', 200, { username: '{me}' }],
  ['2.1 mobile user, anonymous', 'nobody', USER, 401, NOT_LOGGED_IN],
  ['2.1 mobile user, somebody else', 'learner', 'GET /api/mobile/v0.5/users/{other}', 404, undefined, OLDER],
  ['2.1 mobile user, somebody else, measured', 'learner', 'GET /api/mobile/v0.5/users/{other}', 403, { detail: FORBIDDEN }, TEAK],
  ['2.1 mobile user, somebody else, staff', 'staff', 'GET /api/mobile/v0.5/users/{other}', 403, undefined],

  ['measured [297-301] my_user_info ends the session', 'learner', ME, 401, NOT_LOGGED_IN, { ...TEAK, after: [INFO, 'forget edx-jwt'] }],
  ['measured [301] the JWT cookies are good on', 'learner', ME, 200, { username: '{me}' }, { ...TEAK, after: [INFO] }],
  ['2.1 in dogwood the session lives on', 'learner', USER, 200, { username: '{me}' }, { ...DOGWOOD, after: [INFO] }],
  ['measured [203] JWT cookies without a session', 'learner', ME, 200, { username: '{me}' }, { ...TEAK, after: ['forget edx_session'] }],
  ['measured: a session without JWT cookies', 'learner', ME, 200, { username: '{me}' }, { ...TEAK, after: ['forget edx-jwt'] }],
  ['measured [197] garbled JWT cookies', 'learner', ME, 401, { detail: 'Invalid token.' }, { ...TEAK, after: ['cookie edx-jwt-cookie-header-payload=a.b', 'cookie edx-jwt-cookie-signature=c'] }],
  ['measured [344] a login elsewhere ends the session', 'learner', ME, 401, NOT_LOGGED_IN, { ...TEAK, after: ['log in elsewhere', 'forget edx-jwt'] }],
  ['3.4 a login elsewhere does not end it before', 'learner', 'GET {E}/enrollment', 200, '[]', { ...OLDER, after: ['log in elsewhere'] }],
  ['measured [191] a session cookie of another form', 'nobody', ME, 500, 'Encountered error while rendering error page.', { ...TEAK, after: ['cookie edx_session=garbage'] }],
  ['measured [194] the same for any page', 'nobody', 'GET {E}/enrollment', 500, /^Encountered/, { ...TEAK, after: ['cookie edx_session=garbage'] }],
  ['measured [193] an empty session cookie', 'nobody', ME, 401, NOT_LOGGED_IN, { ...TEAK, after: ['cookie edx_session='], deletes: ['edx_session'] }],
  ['measured [085] a tampered session', 'nobody', ME, 401, '', { ...TEAK, after: ['cookie edx_session=1|key|salt|signature'], lacks: ['access-control-allow-origin'], deletes: ['edx_session', 'edxloggedin', 'edx-user-info'] }],
  ['3.4 an unknown key is anonymous in dogwood', 'nobody', 'GET {E}/enrollment', 401, NOT_LOGGED_IN, { ...DOGWOOD, ...INFERRED, after: ['cookie edx_session=garbage'] }],

  ["5 fonzie's me", 'learner', FONZIE, 200, { access_token: /^[\w-]+\.[\w-]+\.[\w-]+$/, username: '{me}', full_name: /./ }, { ...DOGWOOD, has: JSON_TYPE }],
  ["5 fonzie's me, a slash at the end", 'learner', `${FONZIE}/`, 200, { username: '{me}' }, DOGWOOD],
  ["5 fonzie's me sets the CSRF cookies", 'learner', FONZIE, 200, undefined, { ...DOGWOOD, sets: { csrftoken: /./, edx_csrf_token: /Domain={domain}/ } }],
  ["5 fonzie's me, anonymous", 'nobody', FONZIE, 403, NOT_LOGGED_IN, { ...DOGWOOD, ...INFERRED, lacks: ['WWW-Authenticate'] }],
  ['5 fonzie, another version', 'learner', 'GET /api/v9.0/user/me', 404, { detail: 'Invalid version in URL path.' }, DOGWOOD],
  ['5 no fonzie in later images', 'learner', FONZIE, 404, /<html/, NEWER],
  ['heartbeat', 'nobody', 'GET /heartbeat', 200, { modulestore: { status: true }, sql: { status: true } }, { has: JSON_TYPE }],
  ['measured [386] the token API', 'nobody', 'GET /csrf/api/v1/token', 200, { csrfToken: /^[A-Za-z0-9]{64}$/ }, TEAK],
]
