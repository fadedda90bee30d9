import { expect, test } from 'vitest'
import type { CourseSettings } from '../settings/settings.ts'
import { pythonJson } from '../text/python-json.ts'
import { courseRunPayload, syncSignature } from './post.ts'

const linkTemplate = 'http://example.edx:8073/courses/{course_id}/info'
const course: CourseSettings = {
  id: 'course-v1:edX+DemoX+01',
  title: 'Demo',
  start: '2026-01-12T09:00:00Z',
  end: '2026-06-30T11:00:00.789123+02:00',
  enrollmentStart: '2025-11-01T09:00:00Z',
  enrollmentEnd: null,
  invitationOnly: false,
  capacity: null,
  modes: [],
  languages: ['fr'],
  selfPaced: false,
  catalogVisibility: 'both',
}

test('a body has the signature that the reference gives: openedx-api 6', () => {
  const link = 'http://example.edx:8073/courses/course-v1:edX+DemoX+01/course/'
  const body = pythonJson({ resource_link: link, enrollment_count: 865 })
  expect(syncSignature(body, 'shared secret')).toBe(
    'SIG-HMAC-SHA256 f510d35ba7492eb5c5133fab6bd2fa18328307089735a20f4a7f4a828e0598b5',
  )
})

test('the payload has the bytes of the real sender: keys in its order, dates as Python writes them', () => {
  expect(pythonJson(courseRunPayload(course, linkTemplate, 865))).toBe(
    '{"resource_link": "http://example.edx:8073/courses/course-v1:edX+DemoX+01/info", ' +
      '"start": "2026-01-12T09:00:00+00:00", "end": "2026-06-30T09:00:00.789123+00:00", ' +
      '"enrollment_start": "2025-11-01T09:00:00+00:00", "enrollment_end": null, ' +
      '"languages": ["fr"], "enrollment_count": 865, "catalog_visibility": "both"}',
  )
})

test.each([
  ['falls back to the start', { enrollmentStart: null }, '2026-01-12T09:00:00+00:00'],
  ['is null where there is no start either', { enrollmentStart: null, start: null }, null],
])('the start of enrolment %s', (_, changes, expected) => {
  expect(courseRunPayload({ ...course, ...changes }, linkTemplate, 0).enrollment_start).toBe(expected)
})

test('what is not ASCII is escaped, and a course id that looks like a replacement pattern stays as it is', () => {
  const link = courseRunPayload({ ...course, id: 'org/$&é/run' }, linkTemplate, 0)
  expect(pythonJson(link)).toContain(String.raw`"http://example.edx:8073/courses/org/$&\u00e9/run/info"`)
})
