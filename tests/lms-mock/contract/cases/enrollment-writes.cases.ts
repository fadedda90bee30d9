import { dogwood, inferred, newer, older, teak, type Case, type More } from '../case.ts'
import { jsonType, notLoggedIn } from '../texts.ts'

const post = 'POST {E}/enrollment'
const genericRefusal =
  '{"message":"An error occurred while creating the new course enrollment for user \'{me}\' in course \'COURSE\'"}'
const noId = '{"message":"Course ID must be specified to create a new enrollment."}'

/** openedx-api 1.4: the checks of a post in their order, the row's number in the name. */
export const enrollmentWrites: readonly Case[] = [
  ['1.4 row 0, anonymous', 'nobody', post, 401, notLoggedIn, wish('{Demo_Course}')],
  ['1.4 row 1, no details', 'learner', post, 400, noId, { send: { user: '{me}' } }],
  ['1.4 row 1, an empty object', 'learner', post, 400, noId, { send: {} }],
  ['1.4 row 1, no id', 'learner', post, 400, noId, { send: { course_details: {} } }],
  ['1.4 row 1, id null', 'learner', post, 400, noId, { send: { course_details: { course_id: null } } }],
  ['1.4 row 1, id empty', 'learner', post, 400, noId, wish('')],
  ['1.4 row 1 comes before row 3', 'learner', post, 400, noId, { send: { user: 'other' } }],
  ['1.4 row 2', 'learner', post, 400, '{"message":"No course \'nope\' found for enrollment"}', wish('nope')],
  ['1.4 row 2 comes before row 3', 'learner', post, 400, { message: /No course/ }, wish('nope', { user: 'other' })],
  ['1.4 row 3, somebody else', 'learner', post, 404, '', { ...wish('{Demo_Course}', { user: '{other}' }), lacks: ['Content-Type'] }],
  ['1.4 row 3, nobody', 'learner', post, 404, '', wish('{Demo_Course}', { user: 'nobody' })],
  ['1.4 row 3, own name, other case', 'learner', post, 404, '', wish('{Demo_Course}', { user: '{ME}' })],
  ['1.4 row 3 comes before row 4', 'learner', post, 404, '', wish('{Modes}', { user: '{other}', mode: 'verified' })],
  ['1.4 row 3, staff in dogwood', 'staff', post, 404, '', { ...dogwood, ...wish('{Demo_Course}', { user: '{other}' }) }],
  ['1.4 row 3, staff', 'staff', post, 200, { user: '{other}' }, { ...newer, ...wish('{Archived}', { user: '{other}' }) }],
  ['1.4 row 4, verified', 'learner', post, 403, '{"message":"User does not have permission to create enrollment with mode [verified]."}', wish('{Modes}', { mode: 'verified' })],
  ['1.4 row 4, nonsense', 'learner', post, 403, { message: /mode \[nonsense\]/ }, wish('{Modes}', { mode: 'nonsense' })],
  ['1.4 row 4 comes before row 8', 'learner', post, 403, undefined, wish('{Nope}', { mode: 'verified' })],
  ['1.4 row 4, staff in dogwood', 'staff', post, 403, { message: /permission/ }, { ...dogwood, ...wish('{Modes}', { mode: 'verified' }) }],
  ['1.4 row 5, by staff', 'staff', post, 406, '{"message":"The user nobody does not exist."}', { ...newer, ...wish('{Demo_Course}', { user: 'nobody' }) }],
  ['1.4 row 5, by key', 'key', post, 406, '{"message":"The user nobody does not exist."}', wish('{Demo_Course}', { user: 'nobody' })],
  ['1.4 row 5, by key, no name', 'key', post, 406, '{"message":"The user  does not exist."}', { ...teak, ...wish('{Demo_Course}') }],
  ['1.4 row 5, by key, an address', 'key', post, 406, '{"message":"The user with the email address no@example.com does not exist."}', { ...teak, ...wish('{Demo_Course}', { email: 'no@example.com' }) }],
  ['1.4 row 7, a text', 'learner', post, 400, '{"message":"\'x\' is an invalid enrollment activation status."}', wish('{Demo_Course}', { is_active: 'x' })],
  ['1.4 row 7, a text that says true', 'learner', post, 400, { message: /'true' is an invalid/ }, wish('{Demo_Course}', { is_active: 'true' })],
  ['1.4 row 7, a number', 'learner', post, 400, { message: /'1' is an invalid/ }, wish('{Demo_Course}', { is_active: 1 })],
  ['1.4 row 7 comes before row 8', 'learner', post, 400, { message: /activation status/ }, wish('{Nope}', { is_active: 'x' })],
  ['1.4 row 8', 'learner', post, 400, '{"message":"No course \'{Nope}\' found for enrollment"}', wish('{Nope}')],
  ['1.4 row 9 in dogwood', 'learner', post, 400, { message: "The course mode 'honor' is not available for course '{Demo_Course}'.", course_details: { course_id: '{Demo_Course}' } }, { ...dogwood, ...wish('{Demo_Course}', { mode: 'honor' }) }],
  ['1.4 row 9', 'learner', post, 400, { message: 'The [honor] course mode is expired or otherwise unavailable for course run [{Demo_Course}].', course_details: { course_id: '{Demo_Course}' } }, { ...newer, ...wish('{Demo_Course}', { mode: 'honor' }) }],
  ['1.4 row 9, nothing but verified', 'learner', post, 400, { message: /^The \[None\] course mode/, course_details: { course_modes: [{ slug: 'verified' }] } }, { ...teak, ...wish('{VerifiedOnly}') }],
  ['1.4 row 10, closed', 'learner', post, 400, generic('{Closed}'), { ...wish('{Closed}'), has: jsonType }],
  ['1.4 row 10, closed, with one’s own name', 'learner', post, 400, generic('{Closed}'), wish('{Closed}', { user: '{me}' })],
  ['1.4 row 10, not yet open', 'learner', post, 400, generic('{NotYet}'), wish('{NotYet}')],
  ['1.4 row 10, by invitation only', 'learner', post, 400, generic('{Invite}'), wish('{Invite}')],
  ['1.4 row 10, full', 'learner', post, 400, generic('{Full}'), wish('{Full}')],
  ['1.4 row 10 has no localizedMessage', 'learner', post, 400, { localizedMessage: undefined }, wish('{Closed}')],
  ['1.4 row 10, by key', 'key', post, 400, { message: /creating the new course enrollment for user '{other}'/ }, wish('{Closed}', { user: '{other}' })],
  ['1.4 row 10, by staff for others', 'staff', post, 400, { message: /for user '{other}'/ }, { ...newer, ...wish('{Closed}', { user: '{other}' }) }],
  ['1.4 staff pass a closed window', 'staff', post, 200, { is_active: true, user: '{staff}' }, wish('{Closed}')],
  ['1.4 staff pass invitation only', 'staff', post, 200, { is_active: true }, wish('{Invite}')],
  ['1.4 nobody passes a full course', 'staff', post, 400, { message: /An error occurred/ }, { ...inferred, ...wish('{Full}') }],
  ['1.4 row 11', 'learner', post, 200, { is_active: true, mode: 'audit' }, { ...wish('{Demo_Course}'), after: ['enroll {Demo_Course}'] }],
  ['1.4 closed comes before row 11', 'nobody', post, 400, { message: /for user 'other' in course '{Closed}'/ }, enrolledBefore('{Closed}')],
  ['1.4 invitation only comes before row 11', 'nobody', post, 400, { message: /for user 'other' in course '{Invite}'/ }, enrolledBefore('{Invite}')],
  ['1.4 full comes before row 11', 'nobody', post, 400, { message: /for user 'other' in course '{Full}'/ }, enrolledBefore('{Full}')],
  ['1.4 the key does not deactivate under another mode', 'learner', post, 400, { message: "Enrollment mode mismatch: active mode=audit, requested mode=verified. Won't deactivate." }, { ...wish('{Modes}', { user: '{me}', is_active: false, mode: 'verified' }), settings: {}, headers: { 'X-Edx-Api-Key': 'FakeEdXAPIKey' }, after: ['enroll {Modes}'] }],
  ['1.4 staff deactivate', 'staff', post, 200, { is_active: false, user: '{other}' }, { ...newer, ...wish('{CsrfA}', { user: '{other}', is_active: false }) }],
  ['1.4 row 11, false is ignored', 'learner', post, 200, { is_active: true }, { ...inferred, ...wish('{Demo_Course}', { is_active: false }), after: ['enroll {Demo_Course}'] }],
  ['1.4 row 11, another mode is ignored', 'learner', post, 200, { mode: 'audit' }, { ...wish('{Modes}', { mode: 'honor' }), after: ['enroll {Modes}'] }],
  ['1.4 row 12, as Richie asks', 'learner', post, 200, { is_active: true, mode: 'audit', user: '{me}' }, { ...wish('{Demo_Course}', { user: '{me}' }), has: jsonType }],
  ['1.4 row 12, without name', 'learner', post, 200, { is_active: true, user: '{me}' }, wish('{Demo_Course}')],
  ['1.4 row 12, true', 'learner', post, 200, { is_active: true }, wish('{Demo_Course}', { is_active: true })],
  ['1.4 row 12, false makes an inactive row', 'learner', post, 200, { is_active: false }, { ...inferred, ...wish('{Demo_Course}', { is_active: false }) }],
  ['1.4 row 12, after leaving', 'learner', post, 200, { is_active: true }, { ...wish('{Demo_Course}'), after: ['enroll {Demo_Course}', 'leave {Demo_Course}'] }],
  ['1.4 row 12, before the start', 'learner', post, 200, { is_active: true }, wish('{Upcoming}')],
  ['1.4 row 12, after the end', 'learner', post, 200, { is_active: true }, wish('{Archived}')],
  ['1.4 row 12, honor where it is all', 'learner', post, 200, { mode: 'honor' }, wish('{HonorOnly}')],
  ['1.4 row 12, audit where both are', 'learner', post, 200, { mode: 'audit' }, wish('{Modes}')],
  ['1.4 row 12, honor when asked', 'learner', post, 200, { mode: 'honor' }, wish('{Modes}', { mode: 'honor' })],
  ['1.4 row 12, consent to mails', 'learner', post, 200, { is_active: true }, wish('{Demo_Course}', { email_opt_in: true, enrollment_attributes: [] })],
  ['1.4 row 12, by key', 'key', post, 200, { user: '{other}' }, wish('{Upcoming}', { user: '{other}' })],
  ['1.4 row 12, by key and address', 'key', post, 200, { user: '{other}' }, { ...teak, ...wish('{Upcoming}', { email: '{other}@example.com' }) }],
  ['1.4 the key deactivates', 'key', post, 200, { is_active: false }, wish('{WillClose}', { user: '{other}', is_active: false })],
  ['1.4 the key changes the mode', 'key', post, 200, { mode: 'verified' }, wish('{Modes}', { user: '{other}', mode: 'verified' })],
  ['1.4 the POST sets no CSRF cookies', 'learner', post, 200, undefined, { ...wish('{Demo_Course}'), keeps: ['csrftoken', 'edx_csrf_token'] }],
  ['1.4 broken JSON', 'learner', post, 400, '{"detail":"JSON parse error - Expecting value: line 1 column 9 (char 8)"}', { ...teak, ...raw('{"user":'), after: ['forget edx-jwt'] }],
  ['1.4 broken JSON with JWT cookies', 'learner', post, 400, noId, { ...teak, ...raw('{"user":') }],
  ['1.4 broken JSON in Python 2', 'learner', post, 400, { detail: /^JSON parse error - / }, { ...older, ...inferred, ...raw('{"user":') }],
  ['1.4 plain text', 'learner', post, 415, '{"detail":"Unsupported media type \\"text/plain\\" in request."}', raw('x', 'text/plain')],
  ['1.4 a form', 'learner', post, 400, noId, { send: 'user={me}' }],
  ['1.4 an array breaks the platform', 'learner', post, 500, /<html/, { ...teak, send: [] }],
  ['1.4 details null break the platform', 'learner', post, 500, /<html/, { ...teak, send: { course_details: null } }],
  ['1.4 a slash at the end', 'learner', 'POST {E}/enrollment/', 404, /<html/, wish('{Demo_Course}')],
  ['1.6 PUT', 'learner', 'PUT {E}/enrollment', 405, '{"detail":"Method \\"PUT\\" not allowed."}', { send: {}, has: { Allow: 'GET, POST, HEAD, OPTIONS' } }],
  ['1.6 DELETE', 'learner', 'DELETE {E}/enrollment', 405, { detail: 'Method "DELETE" not allowed.' }, { send: {} }],
  ['1.4 unenrolling by the old form', 'learner', 'POST /change_enrollment', 200, '', { from: 'lms', send: 'course_id=course-v1%3AedX%2BDemoX%2BDemo_Course&enrollment_action=unenroll', after: ['enroll {Demo_Course}'] }],
  ['1.4 the old form needs a token', 'learner', 'POST /change_enrollment', 403, /<html|<title/, { from: 'lms', send: 'course_id=x&enrollment_action=enroll', headers: { 'X-CSRFToken': undefined } }],
]

function wish(course: string, more: object = {}): More {
  return { send: { course_details: { course_id: course }, ...more } }
}

/** A learner whom the recorded seed has enrolled in runs that nobody can enroll in. */
function enrolledBefore(course: string): More {
  return { ...wish(course), settings: {}, after: ['log in as other', 'GET {E}/enrollment'] }
}

function raw(text: string, type = 'application/json'): More {
  return { send: text, headers: { 'Content-Type': type } }
}

function generic(course: string): string {
  return genericRefusal.replace('COURSE', course)
}
