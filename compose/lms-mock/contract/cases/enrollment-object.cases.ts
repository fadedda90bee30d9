import { DOGWOOD, HAWTHORN, INFERRED, OLDER, TEAK, type Case } from '../case.ts'
import { JSON_TYPE } from '../texts.ts'

const COURSE = 'GET {E}/course'
const OWN = 'GET {E}/enrollment/{me},{Demo_Course}'
const AUDIT =
  '"slug":"audit","name":"Audit","min_price":0,"suggested_prices":"","currency":"usd","expiration_datetime":null,"description":null,"sku":null'
const DATE = String.raw`(?:null|"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")`
const DATES = `"enrollment_start":${DATE},"enrollment_end":${DATE},"course_start":${DATE},"course_end":${DATE},"invite_only":false`
const ID = '"course_id":"{Demo_Course}"'

/** openedx-api 1.5: the enrollment object and course_details, key by key in their order. */
export const enrollmentObject: readonly Case[] = [
  ['1.5 whole, dogwood', 'learner', OWN, 200, whole(String.raw`${ID},${DATES},"course_modes":\[\{${AUDIT}\}\]`), { ...DOGWOOD, after: ['enroll {Demo_Course}'] }],
  ['1.5 whole, teak', 'learner', OWN, 200, whole(String.raw`${ID},"course_name":"[^"]+",${DATES},"course_modes":\[\{${AUDIT},"bulk_sku":null\}\],"pacing_type":"Instructor Paced"`), { ...TEAK, after: ['enroll {Demo_Course}'] }],
  ['1.5 bulk_sku but no pacing', 'nobody', `${COURSE}/{Demo_Course}`, 200, { course_modes: [{ slug: 'audit', bulk_sku: null }], pacing_type: undefined }, HAWTHORN],
  ['1.5 no bulk_sku, no name, no pacing', 'nobody', `${COURSE}/{Demo_Course}`, 200, { course_name: undefined, pacing_type: undefined, course_modes: [{ bulk_sku: undefined }] }, DOGWOOD],
  ['1.5 the day it was made', 'learner', OWN, 200, { created: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z$/ }, { after: ['enroll {Demo_Course}'] }],
  ['1.5 the username, not its id', 'learner', OWN, 200, { user: '{me}' }, { after: ['enroll {Demo_Course}'] }],
  ['1.5 milliseconds', 'nobody', `${COURSE}/{Dated}`, 200, { course_start: '2021-02-03T04:05:06.789Z' }, OLDER],
  ['1.5 six digits', 'nobody', `${COURSE}/{Dated}`, 200, { course_start: /^2021-02-03T04:05:06\.789(?:123|000)Z$/ }, TEAK],
  ['1.5 none when the second is whole', 'nobody', `${COURSE}/{Archived}`, 200, { course_end: '2020-03-01T00:00:00Z' }],
  ['1.5 the window', 'nobody', `${COURSE}/{Closed}`, 200, { enrollment_start: '2020-01-01T00:00:00Z', enrollment_end: '2020-01-31T00:00:00Z' }],
  ['1.5 by invitation only', 'nobody', `${COURSE}/{Invite}`, 200, { invite_only: true }],
  ['1.5 self paced', 'nobody', `${COURSE}/{Dated}`, 200, { pacing_type: 'Self Paced' }, TEAK],
  ['1.5 course, open to all', 'nobody', `${COURSE}/{Demo_Course}`, 200, { course_id: '{Demo_Course}', enrollment_end: null }, { has: JSON_TYPE }],
  ['1.5 course, with a garbled token', 'nobody', `${COURSE}/{Demo_Course}`, 200, undefined, { headers: { Authorization: 'JWT abc' } }],
  ['1.5 course, unknown', 'nobody', `${COURSE}/{Nope}`, 400, '{"message":"No course found for course ID \'{Nope}\'"}'],
  ['1.5 course, no id', 'nobody', `${COURSE}/nope`, 404, /<html/],
  ['1.5 course, POST', 'nobody', `${COURSE.replace('GET', 'POST')}/{Demo_Course}`, 405, { detail: 'Method "POST" not allowed.' }, { send: {} }],
  ['1.5 modes, a price', 'nobody', `${COURSE}/{Modes}`, 200, { course_modes: [{ slug: 'audit' }, { slug: 'honor' }, { slug: 'verified', min_price: 49, suggested_prices: '', currency: 'usd' }] }],
  ['1.5 an expired mode is left out', 'nobody', `${COURSE}/{Expired}`, 200, { course_modes: [{ slug: 'audit' }] }],
  ['1.5 include_expired=1', 'nobody', `${COURSE}/{Expired}?include_expired=1`, 200, { course_modes: [{ slug: 'audit' }, { slug: 'verified', expiration_datetime: '2020-01-01T00:00:00Z' }] }],
  ['1.5 include_expired=0 counts as true', 'nobody', `${COURSE}/{Expired}?include_expired=0`, 200, { course_modes: [{ slug: 'audit' }, { slug: 'verified' }] }],
  ['1.5 include_expired empty', 'nobody', `${COURSE}/{Expired}?include_expired=`, 200, { course_modes: [{ slug: 'audit' }] }],
  ['1.5 sets no CSRF cookies', 'nobody', `${COURSE}/{Demo_Course}`, 200, undefined, { keeps: ['csrftoken', 'edx_csrf_token'] }],
  ['1.5 the list holds the same objects', 'learner', 'GET {E}/enrollment', 200, [{ created: /Z$/, mode: 'audit', course_details: { invite_only: false } }], { ...INFERRED, after: ['enroll {Demo_Course}'] }],
]

function whole(details: string): RegExp {
  return new RegExp(
    String.raw`^\{"created":"[^"]+","mode":"audit","is_active":true,"course_details":\{${details}\},"user":"{me}"\}$`,
  )
}
