import { dogwood, hawthorn, inferred, older, teak, type Case } from '../case.ts'
import { jsonType } from '../texts.ts'

const courseId = 'GET {E}/course'
const own = 'GET {E}/enrollment/{me},{Demo_Course}'
const audit =
  '"slug":"audit","name":"Audit","min_price":0,"suggested_prices":"","currency":"usd","expiration_datetime":null,"description":null,"sku":null'
const date = String.raw`(?:null|"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")`
const dates = `"enrollment_start":${date},"enrollment_end":${date},"course_start":${date},"course_end":${date},"invite_only":false`
const id = '"course_id":"{Demo_Course}"'

/** openedx-api 1.5: the enrollment object and course_details, key by key in their order. */
export const enrollmentObject: readonly Case[] = [
  ['1.5 whole, dogwood', 'learner', own, 200, whole(String.raw`${id},${dates},"course_modes":\[\{${audit}\}\]`), { ...dogwood, after: ['enroll {Demo_Course}'] }],
  ['1.5 whole, teak', 'learner', own, 200, whole(String.raw`${id},"course_name":"[^"]+",${dates},"course_modes":\[\{${audit},"bulk_sku":null\}\],"pacing_type":"Instructor Paced"`), { ...teak, after: ['enroll {Demo_Course}'] }],
  ['1.5 bulk_sku but no pacing', 'nobody', `${courseId}/{Demo_Course}`, 200, { course_modes: [{ slug: 'audit', bulk_sku: null }], pacing_type: undefined }, hawthorn],
  ['1.5 no bulk_sku, no name, no pacing', 'nobody', `${courseId}/{Demo_Course}`, 200, { course_name: undefined, pacing_type: undefined, course_modes: [{ bulk_sku: undefined }] }, dogwood],
  ['1.5 the day it was made', 'learner', own, 200, { created: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z$/ }, { after: ['enroll {Demo_Course}'] }],
  ['1.5 the username, not its id', 'learner', own, 200, { user: '{me}' }, { after: ['enroll {Demo_Course}'] }],
  ['1.5 milliseconds', 'nobody', `${courseId}/{Dated}`, 200, { course_start: '2021-02-03T04:05:06.789Z' }, older],
  ['1.5 six digits', 'nobody', `${courseId}/{Dated}`, 200, { course_start: /^2021-02-03T04:05:06\.789(?:123|000)Z$/ }, teak],
  ['1.5 none when the second is whole', 'nobody', `${courseId}/{Archived}`, 200, { course_end: '2020-03-01T00:00:00Z' }],
  ['1.5 the window', 'nobody', `${courseId}/{Closed}`, 200, { enrollment_start: '2020-01-01T00:00:00Z', enrollment_end: '2020-01-31T00:00:00Z' }],
  ['1.5 by invitation only', 'nobody', `${courseId}/{Invite}`, 200, { invite_only: true }],
  ['1.5 self paced', 'nobody', `${courseId}/{Dated}`, 200, { pacing_type: 'Self Paced' }, teak],
  ['1.5 course, open to all', 'nobody', `${courseId}/{Demo_Course}`, 200, { course_id: '{Demo_Course}', enrollment_end: null }, { has: jsonType }],
  ['1.5 course, with a garbled token', 'nobody', `${courseId}/{Demo_Course}`, 200, undefined, { headers: { Authorization: 'JWT abc' } }],
  ['1.5 course, unknown', 'nobody', `${courseId}/{Nope}`, 400, '{"message":"No course found for course ID \'{Nope}\'"}'],
  ['1.5 course, no id', 'nobody', `${courseId}/nope`, 404, /<html/],
  ['1.5 course, POST', 'nobody', `${courseId.replace('GET', 'POST')}/{Demo_Course}`, 405, { detail: 'Method "POST" not allowed.' }, { send: {} }],
  ['1.5 modes, a price', 'nobody', `${courseId}/{Modes}`, 200, { course_modes: [{ slug: 'audit' }, { slug: 'honor' }, { slug: 'verified', min_price: 49, suggested_prices: '', currency: 'usd' }] }],
  ['1.5 an expired mode is left out', 'nobody', `${courseId}/{Expired}`, 200, { course_modes: [{ slug: 'audit' }] }],
  ['1.5 include_expired=1', 'nobody', `${courseId}/{Expired}?include_expired=1`, 200, { course_modes: [{ slug: 'audit' }, { slug: 'verified', expiration_datetime: '2020-01-01T00:00:00Z' }] }],
  ['1.5 include_expired=0 counts as true', 'nobody', `${courseId}/{Expired}?include_expired=0`, 200, { course_modes: [{ slug: 'audit' }, { slug: 'verified' }] }],
  ['1.5 include_expired empty', 'nobody', `${courseId}/{Expired}?include_expired=`, 200, { course_modes: [{ slug: 'audit' }] }],
  ['1.5 sets no CSRF cookies', 'nobody', `${courseId}/{Demo_Course}`, 200, undefined, { keeps: ['csrftoken', 'edx_csrf_token'] }],
  ['1.5 the list holds the same objects', 'learner', 'GET {E}/enrollment', 200, [{ created: /Z$/, mode: 'audit', course_details: { invite_only: false } }], { ...inferred, after: ['enroll {Demo_Course}'] }],
]

function whole(details: string): RegExp {
  return new RegExp(
    String.raw`^\{"created":"[^"]+","mode":"audit","is_active":true,"course_details":\{${details}\},"user":"{me}"\}$`,
  )
}
