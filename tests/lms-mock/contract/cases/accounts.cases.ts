import { dogwood, inferred, newer, older, teak, type Case, type More } from '../case.ts'
import { jsonType, notLoggedIn } from '../texts.ts'

const own = 'GET {U}/accounts/{me}'
const patchOwn = 'PATCH {U}/accounts/{me}'
const preferences = 'GET {U}/preferences'

/** openedx-api 2.2: accounts and preferences. */
export const accounts: readonly Case[] = [
  ['2.2 own', 'learner', own, 200, { username: '{me}', email: '{email}', is_active: true, bio: null, profile_image: { has_image: false }, language_proficiencies: [], gender: null, requires_parental_consent: false }, { has: jsonType }],
  ['2.2 own, more of it', 'learner', own, 200, { date_joined: /Z$/, country: null, name: /./, level_of_education: null, profile_image: { image_url_small: /^{lms}\// } }, inferred],
  ['2.2 own, newer keys', 'learner', own, 200, { state: null, social_links: [], extended_profile: [], phone_number: null, secondary_email: null }, teak],
  ['2.2 own, no newer keys yet', 'learner', own, 200, { social_links: undefined, extended_profile: undefined, phone_number: undefined, secondary_email: undefined }, dogwood],
  ['2.2 somebody else', 'learner', 'GET {U}/accounts/{other}', 200, { username: '{other}', email: undefined, year_of_birth: undefined }],
  ['2.2 somebody else, staff', 'staff', 'GET {U}/accounts/{other}', 200, { username: '{other}', email: /@/ }],
  ['2.2 nobody', 'learner', 'GET {U}/accounts/nobody', 404, '', { lacks: ['Content-Type'] }],
  ['2.2 nobody, staff', 'staff', 'GET {U}/accounts/nobody', 403, undefined, older],
  ['2.2 nobody, staff, measured', 'staff', 'GET {U}/accounts/nobody', 404, '', teak],
  ['2.2 anonymous', 'nobody', 'GET {U}/accounts/edx', 401, notLoggedIn],
  ['2.2 a slash at the end', 'learner', `${own}/`, 404, /<html/],
  ['2.2 sets no CSRF cookies', 'learner', own, 200, undefined, { keeps: ['csrftoken', 'edx_csrf_token'] }],
  ['2.2 PATCH', 'learner', patchOwn, 200, { username: '{me}', name: 'Another Name' }, patch({ name: 'Another Name' })],
  ['2.2 PATCH is kept', 'learner', patchOwn, 200, { level_of_education: 'b' }, patch({ level_of_education: 'b' })],
  ['2.2 PATCH, plain JSON', 'learner', patchOwn, 415, '{"detail":"Unsupported media type \\"application/json\\" in request."}', patch({ name: 'x' }, 'application/json')],
  ['2.2 PATCH, a field that is read only', 'learner', patchOwn, 400, { field_errors: { username: { developer_message: /not editable/, user_message: /./ } } }, patch({ username: 'z' })],
  ['2.2 PATCH, a choice that there is not', 'learner', patchOwn, 400, { field_errors: { gender: { developer_message: /^Value 'zz' is not valid for field 'gender'/, user_message: 'This value is invalid.' } } }, { ...teak, ...patch({ gender: 'zz' }) }],
  ['2.2 PATCH, the same, older', 'learner', patchOwn, 400, { field_errors: { gender: { developer_message: /gender/ } } }, { ...older, ...patch({ gender: 'zz' }) }],
  ['2.2 PATCH, somebody else', 'learner', 'PATCH {U}/accounts/{other}', 403, '', { ...teak, ...patch({ name: 'z' }) }],
  ['2.2 PATCH, somebody else, older', 'learner', 'PATCH {U}/accounts/{other}', 404, undefined, { ...older, ...patch({ name: 'z' }) }],
  ['2.2 PATCH, somebody else, staff', 'staff', 'PATCH {U}/accounts/{other}', 403, undefined, patch({ name: 'z' })],
  ['2.2 PATCH, anonymous', 'nobody', patchOwn, 401, notLoggedIn, patch({ name: 'z' })],
  ['2.2 PATCH without a token', 'learner', patchOwn, 403, { detail: /^CSRF Failed: / }, { ...patch({ name: 'z' }), headers: { 'Content-Type': 'application/merge-patch+json', 'X-CSRFToken': undefined } }],
  ['2.2 PATCH from Richie, no exemption', 'learner', patchOwn, 403, { detail: /^CSRF Failed: Referer checking failed/ }, { ...older, ...inferred, ...patch({ name: 'z' }), from: 'richie', settings: { trustedOrigins: [] } }],
  ['2.2 PATCH from Richie, trusted', 'learner', patchOwn, 200, { name: 'z' }, { ...teak, ...patch({ name: 'z' }), from: 'richie' }],
  ['2.2 preferences', 'learner', `${preferences}/{me}`, 200, {}, { has: jsonType }],
  ['2.2 preferences, anonymous', 'nobody', `${preferences}/edx`, 401, notLoggedIn],
  ['2.2 preferences of somebody else', 'learner', `${preferences}/{other}`, 404, undefined, older],
  ['2.2 preferences of somebody else, measured', 'learner', `${preferences}/{other}`, 403, '', { ...teak, lacks: ['Content-Type'] }],
  ['2.2 preferences, staff', 'staff', `${preferences}/{other}`, 200, {}, newer],
  ['2.2 PATCH, a year as a text', 'learner', patchOwn, 200, { year_of_birth: 1990 }, { ...inferred, ...patch({ year_of_birth: '1990' }) }],
  ['2.2 PATCH, half a year', 'learner', patchOwn, 400, { field_errors: { year_of_birth: { developer_message: /valid integer/, user_message: /./ } } }, { ...inferred, ...patch({ year_of_birth: 1990.5 }) }],
  ['2.2 PATCH, a name that is no text', 'learner', patchOwn, 400, { field_errors: { name: { developer_message: /Not a valid string/ } } }, { ...inferred, ...patch({ name: 5 }) }],
  ['2.2 PATCH, no name', 'learner', patchOwn, 400, { field_errors: { name: { developer_message: /null/ } } }, { ...inferred, ...patch({ name: null }) }],
  ['2.2 PATCH, an object for a text', 'learner', patchOwn, 400, { field_errors: { bio: { developer_message: /./ } } }, { ...inferred, ...patch({ bio: { a: 1 } }) }],
  ['2.2 PATCH, the type in capitals', 'learner', patchOwn, 200, { name: 'z' }, patch({ name: 'z' }, 'Application/Merge-Patch+JSON; charset=utf-8')],
  ['2.2 preferences, PATCH', 'learner', 'PATCH {U}/preferences/{me}', 204, '', { ...inferred, ...patch({ 'pref-lang': 'fr' }) }],
  ['2.2 preferences, PATCH, an object for a text', 'learner', 'PATCH {U}/preferences/{me}', 400, { field_errors: { a: { developer_message: /./, user_message: /./ } } }, { ...inferred, ...patch({ a: { b: 1 } }) }],
  ['2.2 preferences, PATCH, plain text', 'learner', 'PATCH {U}/preferences/{me}', 415, { detail: /^Unsupported media type/ }, { ...inferred, ...patch({ a: 'b' }, 'text/plain') }],
  ['2.2 a username of other letters', 'learner', 'GET {U}/accounts/%C3%A9l%C3%A8ve', 404, '', { ...inferred, lacks: ['Content-Type'] }],
  ['2.2 no username', 'learner', 'GET {U}/accounts/a%20b', 404, /<html/],
]

function patch(send: object, type = 'application/merge-patch+json'): More {
  return { from: 'lms', send, headers: { 'Content-Type': type } }
}
