import { DOGWOOD, HAWTHORN, INFERRED, NEWER, OLDER, TEAK, type Case } from '../case.ts'
import { HTML, NOT_LOGGED_IN } from '../texts.ts'

const OUT = 'GET /logout'
const LOGIN = 'GET /login'
const TO_RICHIE = '?next=richie/en/courses/x/'
const PAGE = { from: 'link' } as const

/** openedx-api 3.3: logging out. */
export const logout: readonly Case[] = [
  ['3.3 a page that leads on', 'learner', OUT, 200, /<html/, { ...TEAK, ...HTML, deletes: ['edx_session', 'edxloggedin', 'edx-user-info', 'edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature'] }],
  ['3.3 a redirect to the root', 'learner', OUT, 302, undefined, { ...HAWTHORN, has: { Location: '/' }, deletes: ['edx_session', 'edxloggedin', 'edx-user-info'] }],
  ['3.3 a redirect to the root, absolute', 'learner', OUT, 302, undefined, { ...DOGWOOD, ...INFERRED, has: { Location: '{lms}/' }, deletes: ['edx_session', 'edxloggedin', 'edx-user-info'] }],
  ['3.3 dogwood sets csrftoken', 'learner', OUT, 302, undefined, { ...DOGWOOD, sets: { csrftoken: /./ } }],
  ['3.3 dogwood ignores redirect_url', 'learner', `${OUT}?redirect_url=/courses&next=/courses`, 302, undefined, { ...DOGWOOD, has: { Location: /^(?:{lms})?\/$/ } }],
  ['3.3 hawthorn follows a safe redirect_url', 'learner', `${OUT}?redirect_url=/courses`, 302, undefined, { ...HAWTHORN, has: { Location: '/courses' } }],
  ['3.3 hawthorn, a foreign redirect_url', 'learner', `${OUT}?redirect_url=https://evil.example/`, 302, undefined, { ...HAWTHORN, has: { Location: '/' } }],
  ['3.3 teak, a safe next', 'learner', `${OUT}?next=/courses`, 200, /\/courses/, TEAK],
  ['3.3 teak, a foreign next', 'learner', `${OUT}?next=https://evil.example/`, 200, /^(?!.*evil\.example)/s, TEAK],
  ['3.3 teak, a whitelisted redirect_url', 'learner', `${OUT}?redirect_url={richie}/`, 200, /{richie}\//, TEAK],
  ['3.3 anonymous', 'nobody', OUT, 200, /<html/, TEAK],
  ['3.3 anonymous, older', 'nobody', OUT, 302, undefined, OLDER],
  ['3.3 POST wants a token', 'learner', 'POST /logout', 403, /<html|<title/, { ...TEAK, send: '', headers: { 'X-CSRFToken': undefined } }],
  ['3.3 a slash at the end', 'learner', `${OUT}/`, 404, /<html/, TEAK],
  ['3.3 the session is over', 'learner', 'GET {E}/enrollment', 401, NOT_LOGGED_IN, { after: [OUT] }],
  ['3.3 a browser obeys: its JWT cookies are gone too', 'learner', 'GET {U}/me', 401, NOT_LOGGED_IN, { ...TEAK, after: [OUT] }],
  ['3.4 edx_csrf_token is kept', 'learner', OUT, 200, undefined, { ...TEAK, keeps: ['edx_csrf_token'] }],
  ['3.4 edx_csrf_token is kept, older', 'learner', OUT, 302, undefined, { ...OLDER, keeps: ['edx_csrf_token'] }],
  ['3.4 csrftoken is kept', 'learner', OUT, 302, undefined, { ...HAWTHORN, keeps: ['csrftoken'] }],
  ['3.4 the kept csrftoken is good on', 'learner', 'POST /login_ajax', 200, { success: true }, { from: 'lms', send: 'email={email}&password={password}', after: [OUT] }],
]

/** openedx-api 3.1: the login page, and where `next` leads. */
export const next: readonly Case[] = [
  ['3.1 the page', 'nobody', `${LOGIN}${TO_RICHIE}`, 200, /<form/, { ...PAGE, ...HTML, sets: { csrftoken: /Max-Age=31449600/ } }],
  ['3.1 the page to register', 'nobody', `GET /register${TO_RICHIE}`, 200, /<form/, { ...PAGE, sets: { csrftoken: /./ } }],
  ['measured: the page makes a session', 'nobody', LOGIN, 200, undefined, { ...TEAK, ...PAGE, sets: { edx_session: /Max-Age=1209600/ } }],
  ['3.1 a slash at the end', 'nobody', `${LOGIN}/`, 404, /<html/, PAGE],
  ['3.1 logged in, back to Richie', 'learner', `${LOGIN}${TO_RICHIE}`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: 'richie/en/courses/x/' } }],
  ['3.1 logged in, back to Richie, absolute', 'learner', `${LOGIN}${TO_RICHIE}`, 302, undefined, { ...DOGWOOD, ...INFERRED, ...PAGE, has: { Location: '{lms}/richie/en/courses/x/' } }],
  ['3.1 logged in, registering', 'learner', `GET /register${TO_RICHIE}`, 302, undefined, { ...PAGE, has: { Location: /richie\/en\/courses\/x\/$/ } }],
  ['3.1 logged in, no next', 'learner', LOGIN, 302, undefined, { ...PAGE, has: { Location: /^(?:{lms})?\/dashboard$/ } }],
  ['3.1 next encoded', 'learner', `${LOGIN}?next=richie%2Fen%2Fcourses%2Fx%2F`, 302, undefined, { ...PAGE, has: { Location: /richie\/en\/courses\/x\/$/ } }],
  ['3.1 next with accents', 'learner', `${LOGIN}?next=richie/fr/cours/%C3%A9t%C3%A9/`, 302, undefined, { ...PAGE, has: { Location: /richie\/fr\/cours\/%C3%A9t%C3%A9\/$/ } }],
  ['3.1 a rooted next', 'learner', `${LOGIN}?next=/richie/en/`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '/richie/en/' } }],
  ['3.1 a foreign next', 'learner', `${LOGIN}?next=https://evil.example/x`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '/dashboard' } }],
  ['3.1 dogwood does not look', 'learner', `${LOGIN}?next=https://evil.example/x`, 302, undefined, { ...DOGWOOD, ...PAGE, has: { Location: 'https://evil.example/x' } }],
  ['3.1 two slashes', 'learner', `${LOGIN}?next=//evil.example/x`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '/dashboard' } }],
  ['3.1 whitelisted', 'learner', `${LOGIN}?next={richie}/en/`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '{richie}/en/' } }],
  ['3.1 http on https', 'learner', `${LOGIN}?next=http://{host}/x`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '/dashboard' } }],
  ['3.1 a picture', 'learner', `${LOGIN}?next=richie/en/x.png`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '/dashboard' } }],
  ['3.1 something static', 'learner', `${LOGIN}?next=richie/static/x/`, 302, undefined, { ...NEWER, ...PAGE, has: { Location: '/dashboard' } }],
  ['3.1 not a browser', 'learner', `${LOGIN}${TO_RICHIE}`, 302, undefined, { ...NEWER, headers: { Accept: 'application/json' }, has: { Location: '/dashboard' } }],
  ['3.1 dogwood does not look at Accept', 'learner', `${LOGIN}${TO_RICHIE}`, 302, undefined, { ...DOGWOOD, headers: { Accept: 'application/json' }, has: { Location: /richie\/en\/courses\/x\/$/ } }],
  ['3.1 a detour to enroll', 'learner', `${LOGIN}${TO_RICHIE}&course_id={Demo_Course}&enrollment_action=enroll`, 302, undefined, { ...PAGE, has: { Location: /\/account\/finish_auth\?.*enrollment_action=enroll.*next=/ } }],
  ['3.1 the cookies are set anew', 'learner', LOGIN, 302, undefined, { ...TEAK, ...PAGE, sets: { edxloggedin: /true/, 'edx-user-info': /./, 'edx-jwt-cookie-signature': /./ } }],
  ['3.1 not before Juniper', 'learner', LOGIN, 302, undefined, { ...OLDER, ...PAGE, keeps: ['edxloggedin', 'edx-user-info'] }],
  ['3.1 the micro-frontend', 'nobody', `${LOGIN}${TO_RICHIE}`, 302, undefined, { ...TEAK, ...PAGE, settings: { authnMicroFrontend: 'https://apps.local.dev/authn' }, has: { Location: 'https://apps.local.dev/authn/login?next=richie%2Fen%2Fcourses%2Fx%2F' } }],
  ['3.1 the dashboard, anonymous', 'nobody', 'GET /dashboard', 302, undefined, { ...PAGE, has: { Location: /\/login\?next=/ } }],
  ['3.1 a course page', 'nobody', 'GET /courses/{Demo_Course}/info', 200, /{Demo_Course}/, { ...PAGE, ...HTML }],
  ['3.1 a course page, about', 'nobody', 'GET /courses/{Demo_Course}/about', 200, /{Demo_Course}/, PAGE],
  ['3.1 the page of an unknown course', 'nobody', 'GET /courses/{Nope}/info', 404, /<html/, PAGE],
  ['measured: a page that there is not', 'nobody', 'GET /nope', 404, /<html/, { ...PAGE, ...HTML }],
]
