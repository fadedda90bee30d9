import { expect, test } from 'vitest'
import { recordedDocument } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { parseSettings } from './rules.ts'

const now = new Date('2026-11-23T05:00:00Z')

test('optional keys have defaults that fit the mode', () => {
  expect(parseSettings(recordedDocument(now))).toMatchObject({
    cookieSecure: true,
    sessionSameSite: 'None',
    sessionCookie: 'edx_session',
  })
  expect(parseSettings(recordedDocument(now, { secure: false }))).toMatchObject({
    cookieSecure: false,
    sessionSameSite: 'Lax',
  })
})

test('all problems are reported at once, each with its path, rule and value', () => {
  const changes = {
    secure: 'yes',
    release: 'ginkgo',
    origin: 'edx.local.dev/',
    sessionCookie: 'sessionid',
    courses: [{ id: 'nope', title: 'T', start: 'soon' }],
    learners: 3,
  }
  expect(() => parseSettings(recordedDocument(now, changes), 'settings.json')).toThrow(
    [
      'settings.json:',
      '  Expected secure to be true or false, got "yes"',
      '  Expected release to be dogwood or hawthorn or teak or ironwood or eucalyptus, got "ginkgo"',
      '  Expected origin to be scheme://host[:port], got "edx.local.dev/"',
      '  Expected learners to be a list, got 3',
      '  Expected courses[0].id to be a course key, got "nope"',
      '  Expected courses[0].start to be an ISO 8601 date or null, got "soon"',
      '  Expected sessionCookie to be different from Richie’s session cookie, got "sessionid"',
    ].join('\n'),
  )
})

test('no document at all is a list of problems, not a crash', () => {
  expect(() => parseSettings(null)).toThrow('Expected key to be a non-empty string, got nothing')
})

test.each([
  ['eucalyptus', 'dogwood'],
  ['ironwood', 'hawthorn'],
  ['hawthorn', 'hawthorn'],
])('release %s is answered as %s', (release, name) => {
  expect(parseSettings(recordedDocument(now, { release })).release).toBe(name)
})
