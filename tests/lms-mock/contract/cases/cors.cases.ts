import { dogwood, hawthorn, inferred, newer, older, teak, type Case, type More } from '../case.ts'

const preflightRequest = 'OPTIONS {E}/enrollment'
const list = 'GET {E}/enrollment'
const one = 'GET {E}/enrollment/{me},{Demo_Course}'
const evil = 'https://evil.example'
const allowed = { 'access-control-allow-origin': '{richie}', 'access-control-allow-credentials': 'true' }
const origin = 'access-control-allow-origin'
const credentials = 'access-control-allow-credentials'
const alphabetic =
  'accept, accept-encoding, authorization, content-type, dnt, origin, user-agent, x-csrftoken, x-requested-with'

/** openedx-api 4.1: which CORS headers stand on which answers. */
export const cors: readonly Case[] = [
  ['4.1 preflight', 'nobody', preflightRequest, 200, '', { ...preflight(), has: { ...allowed, 'access-control-max-age': '86400', 'Content-Type': 'text/html; charset=utf-8' } }],
  ['4.1 preflight, headers of 1.1.0', 'nobody', preflightRequest, 200, '', { ...dogwood, ...preflight(), has: { 'access-control-allow-headers': 'x-requested-with, content-type, accept, origin, authorization, x-csrftoken, user-agent, accept-encoding' } }],
  ['4.1 preflight, headers of 2.1.0', 'nobody', preflightRequest, 200, '', { ...hawthorn, ...inferred, ...preflight(), has: { 'access-control-allow-headers': new RegExp(`^${alphabetic}(?:, use-jwt-cookie)?$`) } }],
  ['4.1 preflight, headers measured', 'nobody', preflightRequest, 200, '', { ...teak, ...preflight(), has: { 'access-control-allow-headers': 'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, cache-control, expires, pragma, use-jwt-cookie' } }],
  ['4.1 preflight, methods of 1.1.0', 'nobody', preflightRequest, 200, '', { ...dogwood, ...preflight(), has: { 'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS' } }],
  ['4.1 preflight, methods sorted', 'nobody', preflightRequest, 200, '', { ...newer, ...preflight(), has: { 'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT' } }],
  ['4.1 preflight of any address', 'nobody', 'OPTIONS /nope', 200, '', { ...preflight(), has: allowed }],
  ['4.1 preflight of the login page', 'nobody', 'OPTIONS /login', 200, '', { ...preflight(), has: allowed }],
  ['4.1 preflight of me', 'nobody', 'OPTIONS {U}/me', 200, '', { ...preflight(), has: allowed }],
  ['4.1 preflight from elsewhere', 'nobody', preflightRequest, 200, '', { ...preflight({ Origin: evil }), lacks: [origin] }],
  ['4.1 preflight from elsewhere, none of them', 'nobody', preflightRequest, 200, '', { ...teak, ...preflight({ Origin: evil }), lacks: [origin, credentials, 'access-control-allow-headers', 'access-control-max-age'] }],
  ['4.1 preflight from elsewhere, still credentials', 'nobody', preflightRequest, 200, '', { ...hawthorn, ...inferred, ...preflight({ Origin: evil }), has: { [credentials]: 'true' } }],
  ['4.1 preflight from another port', 'nobody', preflightRequest, 200, '', { ...preflight({ Origin: '{richie}1' }), lacks: [origin] }],
  ['4.1 preflight from null', 'nobody', preflightRequest, 200, '', { ...preflight({ Origin: 'null' }), lacks: [origin] }],
  ['4.1 preflight without Origin', 'nobody', preflightRequest, 200, '', { ...preflight({ Origin: undefined }), lacks: [origin] }],
  ['4.1 preflight, Vary', 'nobody', preflightRequest, 200, '', { ...teak, ...preflight(), has: { Vary: 'origin, Cookie' } }],
  ['4.1 plain OPTIONS is the view', 'learner', preflightRequest, 200, { name: 'Enrollment List' }, { ...teak, has: { Allow: 'GET, POST, HEAD, OPTIONS' } }],
  ['4.1 an answer', 'learner', list, 200, '[]', { has: allowed, lacks: ['access-control-allow-methods', 'access-control-max-age'] }],
  ['4.1 a 401', 'nobody', list, 401, undefined, { has: allowed }],
  ['4.1 a 404 of the API', 'learner', 'GET {E}/enrollment/{other},{Demo_Course}', 404, '', { has: allowed }],
  ['4.1 a 404 page', 'learner', 'GET {E}/enrollment/', 404, /<html/, { has: allowed }],
  ['4.1 a 405', 'learner', 'PUT {E}/enrollment', 405, undefined, { send: {}, has: allowed }],
  ['4.1 a 403 of the CSRF check', 'learner', 'POST {E}/enrollment', 403, undefined, { send: {}, headers: { 'X-CSRFToken': undefined }, has: allowed }],
  ['4.1 a 400', 'learner', 'POST {E}/enrollment', 400, undefined, { send: {}, has: allowed }],
  ['4.1 a refused origin is answered', 'learner', list, 200, '[]', { headers: { Origin: evil }, lacks: [origin] }],
  ['4.1 a refused origin, no credentials', 'learner', list, 200, '[]', { on: ['dogwood', 'teak'], headers: { Origin: evil }, lacks: [credentials] }],
  ['4.1 a refused origin, credentials all the same', 'learner', list, 200, '[]', { ...hawthorn, ...inferred, headers: { Origin: evil }, has: { [credentials]: 'true' } }],
  ['4.1 no Origin, no headers', 'learner', list, 200, '[]', { headers: { Origin: undefined }, lacks: [origin, credentials] }],
  ['4.1 the whitelist holds no scheme', 'learner', list, 200, '[]', { ...older, headers: { Origin: 'http://{catalogue}' }, has: { [origin]: 'http://{catalogue}' } }],
  ['4.1 the whitelist holds the scheme', 'learner', list, 200, '[]', { ...teak, headers: { Origin: 'http://{catalogue}' }, lacks: [origin] }],
  ['4.1 never a star', 'learner', list, 200, '[]', { settings: { corsAllowAll: true }, has: allowed }],
  ['4.1 everybody is allowed', 'learner', list, 200, '[]', { settings: { corsAllowAll: true }, headers: { Origin: evil }, has: { [origin]: evil, [credentials]: 'true' } }],
  ['4.1 Vary: Origin never', 'learner', list, 200, '[]', { ...dogwood, has: { Vary: /^(?!.*origin)/i } }],
  ['4.1 Vary: Origin when allowed', 'learner', list, 200, '[]', { ...hawthorn, has: { Vary: /origin/i } }],
  ['4.1 no Vary: Origin when refused', 'learner', list, 200, '[]', { ...hawthorn, headers: { Origin: evil }, has: { Vary: /^(?!.*origin)/i } }],
  ['4.1 Vary: origin always', 'learner', list, 200, '[]', { ...teak, headers: { Origin: undefined }, has: { Vary: /origin/ } }],
]

/** openedx-api 4.2: when the answer carries the CSRF cookie that Richie's origin can read. */
export const crossDomainCookie: readonly Case[] = [
  ['4.2 GET one', 'learner', one, 200, '', { sets: { csrftoken: /./, edx_csrf_token: /Domain={domain};/ } }],
  ['4.2 its attributes', 'learner', one, 200, '', { sets: { edx_csrf_token: /^(?!.*HttpOnly)(?!.*SameSite).*Max-Age=31449600; Path=\/; Secure$/i } }],
  ['4.2 csrftoken is for the LMS alone', 'learner', one, 200, '', { sets: { csrftoken: /^(?!.*Domain=)(?!.*HttpOnly).*Max-Age=31449600; Path=\// } }],
  ['4.2 GET list', 'learner', list, 200, '[]', { sets: { csrftoken: /./, edx_csrf_token: /./ } }],
  ['4.2 GET one, without name', 'learner', 'GET {E}/enrollment/{Demo_Course}', 200, '', { sets: { edx_csrf_token: /./ } }],
  ['4.2 roles', 'learner', 'GET {E}/roles/', 200, undefined, { ...teak, sets: { edx_csrf_token: /./ } }],
  ['4.2 sent again each time', 'learner', one, 200, '', { after: [one, one], sets: { edx_csrf_token: /./ } }],
  ["4.2 the 404 of somebody else's", 'learner', 'GET {E}/enrollment/{other},{Demo_Course}', 404, '', { sets: { csrftoken: /./, edx_csrf_token: /./ } }],
  ['4.2 not on a 401', 'nobody', list, 401, undefined, { keeps: ['csrftoken', 'edx_csrf_token'] }],
  ['4.2 not on a 404 page', 'learner', 'GET {E}/enrollment/', 404, undefined, { keeps: ['edx_csrf_token'] }],
  ['4.2 32 letters', 'learner', one, 200, '', { on: ['dogwood', 'teak'], sets: { edx_csrf_token: /^edx_csrf_token=\w{32};/ } }],
  ['4.2 64 letters, masked', 'learner', one, 200, '', { ...hawthorn, ...inferred, sets: { edx_csrf_token: /^edx_csrf_token=\w{64};/ } }],
  ['4.2 no Referer', 'learner', one, 200, '', { headers: { Referer: undefined }, sets: { csrftoken: /./ }, keeps: ['edx_csrf_token'] }],
  ['4.2 a foreign Referer', 'learner', one, 200, '', { headers: { Referer: `${evil}/x` }, keeps: ['edx_csrf_token'] }],
  ['4.2 an http Referer', 'learner', one, 200, '', { headers: { Referer: 'http://richie.local.dev:8070/x' }, keeps: ['edx_csrf_token'] }],
  ['4.2 the Referer is only an origin', 'learner', one, 200, '', { headers: { Referer: '{richie}/' }, sets: { edx_csrf_token: /./ } }],
  ['4.2 the Referer judges, not the Origin', 'learner', one, 200, '', { headers: { Origin: evil }, sets: { edx_csrf_token: /./ } }],
  ['4.2 no Origin', 'learner', one, 200, '', { headers: { Origin: undefined }, sets: { edx_csrf_token: /./ } }],
  ['4.2 the Referer without its port', 'learner', one, 200, '', { ...older, headers: { Referer: '{richie}1/x' }, sets: { edx_csrf_token: /./ } }],
  ['4.2 the Referer with its port', 'learner', one, 200, '', { ...teak, headers: { Referer: '{richie}1/x' }, keeps: ['edx_csrf_token'] }],
  ['4.2 over http', 'learner', one, 200, '', { insecure: true, sets: { csrftoken: /./ }, keeps: ['edx_csrf_token'] }],
  ['4.2 ALLOW_ALL and ALLOW_INSECURE', 'learner', one, 200, '', { settings: { corsAllowAll: true, allowInsecure: true }, insecure: true, headers: { Origin: undefined, Referer: undefined }, sets: { edx_csrf_token: /Secure/i } }],
  ['4.2 ALLOW_ALL, but a foreign Referer', 'learner', one, 200, '', { settings: { corsAllowAll: true }, headers: { Referer: `${evil}/x` }, sets: { edx_csrf_token: /./ } }],
  ['4.2 ALLOW_ALL, but no Referer', 'learner', one, 200, '', { settings: { corsAllowAll: true }, headers: { Referer: undefined }, keeps: ['edx_csrf_token'] }],
]

function preflight(headers: Readonly<Record<string, string | undefined>> = {}): More {
  const asks = {
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,x-csrftoken',
  }
  return { headers: { ...asks, ...headers } }
}
