import { DOGWOOD, HAWTHORN, INFERRED, NEWER, OLDER, TEAK, type Case, type More } from '../case.ts'

const PREFLIGHT = 'OPTIONS {E}/enrollment'
const LIST = 'GET {E}/enrollment'
const ONE = 'GET {E}/enrollment/{me},{Demo_Course}'
const EVIL = 'https://evil.example'
const ALLOWED = { 'access-control-allow-origin': '{richie}', 'access-control-allow-credentials': 'true' }
const ORIGIN = 'access-control-allow-origin'
const CREDENTIALS = 'access-control-allow-credentials'
const ALPHABETIC =
  'accept, accept-encoding, authorization, content-type, dnt, origin, user-agent, x-csrftoken, x-requested-with'

/** openedx-api 4.1: which CORS headers stand on which answers. */
export const cors: readonly Case[] = [
  ['4.1 preflight', 'nobody', PREFLIGHT, 200, '', { ...preflight(), has: { ...ALLOWED, 'access-control-max-age': '86400', 'Content-Type': 'text/html; charset=utf-8' } }],
  ['4.1 preflight, headers of 1.1.0', 'nobody', PREFLIGHT, 200, '', { ...DOGWOOD, ...preflight(), has: { 'access-control-allow-headers': 'x-requested-with, content-type, accept, origin, authorization, x-csrftoken, user-agent, accept-encoding' } }],
  ['4.1 preflight, headers of 2.1.0', 'nobody', PREFLIGHT, 200, '', { ...HAWTHORN, ...INFERRED, ...preflight(), has: { 'access-control-allow-headers': new RegExp(`^${ALPHABETIC}(?:, use-jwt-cookie)?$`) } }],
  ['4.1 preflight, headers measured', 'nobody', PREFLIGHT, 200, '', { ...TEAK, ...preflight(), has: { 'access-control-allow-headers': 'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, cache-control, expires, pragma, use-jwt-cookie' } }],
  ['4.1 preflight, methods of 1.1.0', 'nobody', PREFLIGHT, 200, '', { ...DOGWOOD, ...preflight(), has: { 'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS' } }],
  ['4.1 preflight, methods sorted', 'nobody', PREFLIGHT, 200, '', { ...NEWER, ...preflight(), has: { 'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT' } }],
  ['4.1 preflight of any address', 'nobody', 'OPTIONS /nope', 200, '', { ...preflight(), has: ALLOWED }],
  ['4.1 preflight of the login page', 'nobody', 'OPTIONS /login', 200, '', { ...preflight(), has: ALLOWED }],
  ['4.1 preflight of me', 'nobody', 'OPTIONS {U}/me', 200, '', { ...preflight(), has: ALLOWED }],
  ['4.1 preflight from elsewhere', 'nobody', PREFLIGHT, 200, '', { ...preflight({ Origin: EVIL }), lacks: [ORIGIN] }],
  ['4.1 preflight from elsewhere, none of them', 'nobody', PREFLIGHT, 200, '', { ...TEAK, ...preflight({ Origin: EVIL }), lacks: [ORIGIN, CREDENTIALS, 'access-control-allow-headers', 'access-control-max-age'] }],
  ['4.1 preflight from elsewhere, still credentials', 'nobody', PREFLIGHT, 200, '', { ...HAWTHORN, ...INFERRED, ...preflight({ Origin: EVIL }), has: { [CREDENTIALS]: 'true' } }],
  ['4.1 preflight from another port', 'nobody', PREFLIGHT, 200, '', { ...preflight({ Origin: '{richie}1' }), lacks: [ORIGIN] }],
  ['4.1 preflight from null', 'nobody', PREFLIGHT, 200, '', { ...preflight({ Origin: 'null' }), lacks: [ORIGIN] }],
  ['4.1 preflight without Origin', 'nobody', PREFLIGHT, 200, '', { ...preflight({ Origin: undefined }), lacks: [ORIGIN] }],
  ['4.1 preflight, Vary', 'nobody', PREFLIGHT, 200, '', { ...TEAK, ...preflight(), has: { Vary: 'origin, Cookie' } }],
  ['4.1 plain OPTIONS is the view', 'learner', PREFLIGHT, 200, { name: 'Enrollment List' }, { ...TEAK, has: { Allow: 'GET, POST, HEAD, OPTIONS' } }],
  ['4.1 an answer', 'learner', LIST, 200, '[]', { has: ALLOWED, lacks: ['access-control-allow-methods', 'access-control-max-age'] }],
  ['4.1 a 401', 'nobody', LIST, 401, undefined, { has: ALLOWED }],
  ['4.1 a 404 of the API', 'learner', 'GET {E}/enrollment/{other},{Demo_Course}', 404, '', { has: ALLOWED }],
  ['4.1 a 404 page', 'learner', 'GET {E}/enrollment/', 404, /<html/, { has: ALLOWED }],
  ['4.1 a 405', 'learner', 'PUT {E}/enrollment', 405, undefined, { send: {}, has: ALLOWED }],
  ['4.1 a 403 of the CSRF check', 'learner', 'POST {E}/enrollment', 403, undefined, { send: {}, headers: { 'X-CSRFToken': undefined }, has: ALLOWED }],
  ['4.1 a 400', 'learner', 'POST {E}/enrollment', 400, undefined, { send: {}, has: ALLOWED }],
  ['4.1 a refused origin is answered', 'learner', LIST, 200, '[]', { headers: { Origin: EVIL }, lacks: [ORIGIN] }],
  ['4.1 a refused origin, no credentials', 'learner', LIST, 200, '[]', { on: ['dogwood', 'teak'], headers: { Origin: EVIL }, lacks: [CREDENTIALS] }],
  ['4.1 a refused origin, credentials all the same', 'learner', LIST, 200, '[]', { ...HAWTHORN, ...INFERRED, headers: { Origin: EVIL }, has: { [CREDENTIALS]: 'true' } }],
  ['4.1 no Origin, no headers', 'learner', LIST, 200, '[]', { headers: { Origin: undefined }, lacks: [ORIGIN, CREDENTIALS] }],
  ['4.1 the whitelist holds no scheme', 'learner', LIST, 200, '[]', { ...OLDER, headers: { Origin: 'http://{catalogue}' }, has: { [ORIGIN]: 'http://{catalogue}' } }],
  ['4.1 the whitelist holds the scheme', 'learner', LIST, 200, '[]', { ...TEAK, headers: { Origin: 'http://{catalogue}' }, lacks: [ORIGIN] }],
  ['4.1 never a star', 'learner', LIST, 200, '[]', { settings: { corsAllowAll: true }, has: ALLOWED }],
  ['4.1 everybody is allowed', 'learner', LIST, 200, '[]', { settings: { corsAllowAll: true }, headers: { Origin: EVIL }, has: { [ORIGIN]: EVIL, [CREDENTIALS]: 'true' } }],
  ['4.1 Vary: Origin never', 'learner', LIST, 200, '[]', { ...DOGWOOD, has: { Vary: /^(?!.*origin)/i } }],
  ['4.1 Vary: Origin when allowed', 'learner', LIST, 200, '[]', { ...HAWTHORN, has: { Vary: /origin/i } }],
  ['4.1 no Vary: Origin when refused', 'learner', LIST, 200, '[]', { ...HAWTHORN, headers: { Origin: EVIL }, has: { Vary: /^(?!.*origin)/i } }],
  ['4.1 Vary: origin always', 'learner', LIST, 200, '[]', { ...TEAK, headers: { Origin: undefined }, has: { Vary: /origin/ } }],
]

/** openedx-api 4.2: when the answer carries the CSRF cookie that Richie's origin can read. */
export const crossDomainCookie: readonly Case[] = [
  ['4.2 GET one', 'learner', ONE, 200, '', { sets: { csrftoken: /./, edx_csrf_token: /Domain={domain};/ } }],
  ['4.2 its attributes', 'learner', ONE, 200, '', { sets: { edx_csrf_token: /^(?!.*HttpOnly)(?!.*SameSite).*Max-Age=31449600; Path=\/; Secure$/i } }],
  ['4.2 csrftoken is for the LMS alone', 'learner', ONE, 200, '', { sets: { csrftoken: /^(?!.*Domain=)(?!.*HttpOnly).*Max-Age=31449600; Path=\// } }],
  ['4.2 GET list', 'learner', LIST, 200, '[]', { sets: { csrftoken: /./, edx_csrf_token: /./ } }],
  ['4.2 GET one, without name', 'learner', 'GET {E}/enrollment/{Demo_Course}', 200, '', { sets: { edx_csrf_token: /./ } }],
  ['4.2 roles', 'learner', 'GET {E}/roles/', 200, undefined, { ...TEAK, sets: { edx_csrf_token: /./ } }],
  ['4.2 each time anew', 'learner', ONE, 200, '', { after: [ONE, ONE], sets: { edx_csrf_token: /./ } }],
  ["4.2 the 404 of somebody else's", 'learner', 'GET {E}/enrollment/{other},{Demo_Course}', 404, '', { sets: { csrftoken: /./, edx_csrf_token: /./ } }],
  ['4.2 not on a 401', 'nobody', LIST, 401, undefined, { keeps: ['csrftoken', 'edx_csrf_token'] }],
  ['4.2 not on a 404 page', 'learner', 'GET {E}/enrollment/', 404, undefined, { keeps: ['edx_csrf_token'] }],
  ['4.2 32 letters', 'learner', ONE, 200, '', { on: ['dogwood', 'teak'], sets: { edx_csrf_token: /^edx_csrf_token=\w{32};/ } }],
  ['4.2 64 letters, masked', 'learner', ONE, 200, '', { ...HAWTHORN, ...INFERRED, sets: { edx_csrf_token: /^edx_csrf_token=\w{64};/ } }],
  ['4.2 no Referer', 'learner', ONE, 200, '', { headers: { Referer: undefined }, sets: { csrftoken: /./ }, keeps: ['edx_csrf_token'] }],
  ['4.2 a foreign Referer', 'learner', ONE, 200, '', { headers: { Referer: `${EVIL}/x` }, keeps: ['edx_csrf_token'] }],
  ['4.2 an http Referer', 'learner', ONE, 200, '', { headers: { Referer: 'http://richie.local.dev:8070/x' }, keeps: ['edx_csrf_token'] }],
  ['4.2 the Referer is only an origin', 'learner', ONE, 200, '', { headers: { Referer: '{richie}/' }, sets: { edx_csrf_token: /./ } }],
  ['4.2 the Referer judges, not the Origin', 'learner', ONE, 200, '', { headers: { Origin: EVIL }, sets: { edx_csrf_token: /./ } }],
  ['4.2 no Origin', 'learner', ONE, 200, '', { headers: { Origin: undefined }, sets: { edx_csrf_token: /./ } }],
  ['4.2 the Referer without its port', 'learner', ONE, 200, '', { ...OLDER, headers: { Referer: '{richie}1/x' }, sets: { edx_csrf_token: /./ } }],
  ['4.2 the Referer with its port', 'learner', ONE, 200, '', { ...TEAK, headers: { Referer: '{richie}1/x' }, keeps: ['edx_csrf_token'] }],
  ['4.2 over http', 'learner', ONE, 200, '', { insecure: true, sets: { csrftoken: /./ }, keeps: ['edx_csrf_token'] }],
  ['4.2 ALLOW_ALL and ALLOW_INSECURE', 'learner', ONE, 200, '', { settings: { corsAllowAll: true, allowInsecure: true }, insecure: true, headers: { Origin: undefined, Referer: undefined }, sets: { edx_csrf_token: /Secure/i } }],
  ['4.2 ALLOW_ALL, but a foreign Referer', 'learner', ONE, 200, '', { settings: { corsAllowAll: true }, headers: { Referer: `${EVIL}/x` }, sets: { edx_csrf_token: /./ } }],
  ['4.2 ALLOW_ALL, but no Referer', 'learner', ONE, 200, '', { settings: { corsAllowAll: true }, headers: { Referer: undefined }, keeps: ['edx_csrf_token'] }],
]

function preflight(headers: Readonly<Record<string, string | undefined>> = {}): More {
  const asks = {
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,x-csrftoken',
  }
  return { headers: { ...asks, ...headers } }
}
