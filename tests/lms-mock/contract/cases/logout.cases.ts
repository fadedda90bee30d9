import { dogwood, hawthorn, inferred, newer, older, teak, type Case } from '../case.ts'
import { html, notLoggedIn } from '../texts.ts'

const out = 'GET /logout'
const login = 'GET /login'
const toRichie = '?next=richie/en/courses/x/'
const page = { from: 'link' } as const

/** openedx-api 3.3: logging out. */
export const logout: readonly Case[] = [
  ['3.3 a page that leads on', 'learner', out, 200, /<html/, { ...teak, ...html, deletes: ['edx_session', 'edxloggedin', 'edx-user-info', 'edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature'] }],
  ['3.3 a redirect to the root', 'learner', out, 302, undefined, { ...hawthorn, has: { Location: '/' }, deletes: ['edx_session', 'edxloggedin', 'edx-user-info'] }],
  ['3.3 a redirect to the root, absolute', 'learner', out, 302, undefined, { ...dogwood, ...inferred, has: { Location: '{lms}/' }, deletes: ['edx_session', 'edxloggedin', 'edx-user-info'] }],
  ['3.3 dogwood sets csrftoken', 'learner', out, 302, undefined, { ...dogwood, sets: { csrftoken: /./ } }],
  ['3.3 dogwood ignores redirect_url', 'learner', `${out}?redirect_url=/courses&next=/courses`, 302, undefined, { ...dogwood, has: { Location: /^(?:{lms})?\/$/ } }],
  ['3.3 hawthorn follows a safe redirect_url', 'learner', `${out}?redirect_url=/courses`, 302, undefined, { ...hawthorn, has: { Location: '/courses' } }],
  ['3.3 hawthorn, a foreign redirect_url', 'learner', `${out}?redirect_url=https://evil.example/`, 302, undefined, { ...hawthorn, has: { Location: '/' } }],
  ['3.3 teak, a safe next', 'learner', `${out}?next=/courses`, 200, /\/courses/, teak],
  ['3.3 teak, a foreign next', 'learner', `${out}?next=https://evil.example/`, 200, /^(?!.*evil\.example)/s, teak],
  ['3.3 teak, a whitelisted redirect_url', 'learner', `${out}?redirect_url={richie}/`, 200, /{richie}\//, teak],
  ['3.3 anonymous', 'nobody', out, 200, /<html/, teak],
  ['3.3 anonymous, older', 'nobody', out, 302, undefined, older],
  ['3.3 POST wants a token', 'learner', 'POST /logout', 403, /<html|<title/, { ...teak, send: '', headers: { 'X-CSRFToken': undefined } }],
  ['3.3 a slash at the end', 'learner', `${out}/`, 404, /<html/, teak],
  ['3.3 the session is over', 'learner', 'GET {E}/enrollment', 401, notLoggedIn, { after: [out] }],
  ['3.3 a browser obeys: its JWT cookies are gone too', 'learner', 'GET {U}/me', 401, notLoggedIn, { ...teak, after: [out] }],
  ['3.4 edx_csrf_token is kept', 'learner', out, 200, undefined, { ...teak, keeps: ['edx_csrf_token'] }],
  ['3.4 edx_csrf_token is kept, older', 'learner', out, 302, undefined, { ...older, keeps: ['edx_csrf_token'] }],
  ['3.4 csrftoken is kept', 'learner', out, 302, undefined, { ...hawthorn, keeps: ['csrftoken'] }],
  ['3.4 the kept csrftoken is good on', 'learner', 'POST /login_ajax', 200, { success: true }, { from: 'lms', send: 'email={email}&password={password}', after: [out] }],
]

/** openedx-api 3.1: the login page, and where `next` leads. */
export const next: readonly Case[] = [
  ['3.1 the page', 'nobody', `${login}${toRichie}`, 200, /<form/, { ...page, ...html, sets: { csrftoken: /Max-Age=31449600/ } }],
  ['3.1 the page to register', 'nobody', `GET /register${toRichie}`, 200, /<form/, { ...page, sets: { csrftoken: /./ } }],
  ['measured: the page makes a session', 'nobody', login, 200, undefined, { ...teak, ...page, sets: { edx_session: /Max-Age=1209600/ } }],
  ['3.1 a slash at the end', 'nobody', `${login}/`, 404, /<html/, page],
  ['3.1 logged in, back to Richie', 'learner', `${login}${toRichie}`, 302, undefined, { ...newer, ...page, has: { Location: 'richie/en/courses/x/' } }],
  ['3.1 logged in, back to Richie, absolute', 'learner', `${login}${toRichie}`, 302, undefined, { ...dogwood, ...inferred, ...page, has: { Location: '{lms}/richie/en/courses/x/' } }],
  ['3.1 logged in, registering', 'learner', `GET /register${toRichie}`, 302, undefined, { ...page, has: { Location: /richie\/en\/courses\/x\/$/ } }],
  ['3.1 logged in, no next', 'learner', login, 302, undefined, { ...page, has: { Location: /^(?:{lms})?\/dashboard$/ } }],
  ['3.1 next encoded', 'learner', `${login}?next=richie%2Fen%2Fcourses%2Fx%2F`, 302, undefined, { ...page, has: { Location: /richie\/en\/courses\/x\/$/ } }],
  ['3.1 next with accents', 'learner', `${login}?next=richie/fr/cours/%C3%A9t%C3%A9/`, 302, undefined, { ...page, has: { Location: /richie\/fr\/cours\/%C3%A9t%C3%A9\/$/ } }],
  ['3.1 a rooted next', 'learner', `${login}?next=/richie/en/`, 302, undefined, { ...newer, ...page, has: { Location: '/richie/en/' } }],
  ['3.1 a foreign next', 'learner', `${login}?next=https://evil.example/x`, 302, undefined, { ...newer, ...page, has: { Location: '/dashboard' } }],
  ['3.1 dogwood does not look', 'learner', `${login}?next=https://evil.example/x`, 302, undefined, { ...dogwood, ...page, has: { Location: 'https://evil.example/x' } }],
  ['3.1 two slashes', 'learner', `${login}?next=//evil.example/x`, 302, undefined, { ...newer, ...page, has: { Location: '/dashboard' } }],
  ['3.1 whitelisted', 'learner', `${login}?next={richie}/en/`, 302, undefined, { ...newer, ...page, has: { Location: '{richie}/en/' } }],
  ['3.1 http on https', 'learner', `${login}?next=http://{host}/x`, 302, undefined, { ...newer, ...page, has: { Location: '/dashboard' } }],
  ['3.1 a picture', 'learner', `${login}?next=richie/en/x.png`, 302, undefined, { ...newer, ...page, has: { Location: '/dashboard' } }],
  ['3.1 something static', 'learner', `${login}?next=richie/static/x/`, 302, undefined, { ...newer, ...page, has: { Location: '/dashboard' } }],
  ['3.1 not a browser', 'learner', `${login}${toRichie}`, 302, undefined, { ...newer, headers: { Accept: 'application/json' }, has: { Location: '/dashboard' } }],
  ['3.1 dogwood does not look at Accept', 'learner', `${login}${toRichie}`, 302, undefined, { ...dogwood, headers: { Accept: 'application/json' }, has: { Location: /richie\/en\/courses\/x\/$/ } }],
  ['3.1 a detour to enroll', 'learner', `${login}${toRichie}&course_id={Demo_Course}&enrollment_action=enroll`, 302, undefined, { ...page, has: { Location: /\/account\/finish_auth\?.*enrollment_action=enroll.*next=/ } }],
  ['3.1 the cookies are set again', 'learner', login, 302, undefined, { ...teak, ...page, sets: { edxloggedin: /true/, 'edx-user-info': /./, 'edx-jwt-cookie-signature': /./ } }],
  ['3.1 not before Juniper', 'learner', login, 302, undefined, { ...older, ...page, keeps: ['edxloggedin', 'edx-user-info'] }],
  ['3.1 the micro-frontend', 'nobody', `${login}${toRichie}`, 302, undefined, { ...teak, ...page, settings: { authnMicroFrontend: 'https://apps.local.dev/authn' }, has: { Location: 'https://apps.local.dev/authn/login?next=richie%2Fen%2Fcourses%2Fx%2F' } }],
  ['3.1 the dashboard, anonymous', 'nobody', 'GET /dashboard', 302, undefined, { ...page, has: { Location: /\/login\?next=/ } }],
  ['3.1 a course page', 'nobody', 'GET /courses/{Demo_Course}/info', 200, /{Demo_Course}/, { ...page, ...html }],
  ['3.1 a course page, about', 'nobody', 'GET /courses/{Demo_Course}/about', 200, /{Demo_Course}/, page],
  ['3.1 the page of an unknown course', 'nobody', 'GET /courses/{Nope}/info', 404, /<html/, page],
  ['measured: a page that there is not', 'nobody', 'GET /nope', 404, /<html/, { ...page, ...html }],
]
