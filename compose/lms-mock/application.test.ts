import { expect, test, vi } from 'vitest'
import { learner, startLms } from '../../tests/lms-mock/testing/browser.ts'

/** A browser with a session, at an LMS whose database fails when a session is looked up. */
async function atBrokenLms() {
  const lms = startLms()
  const browser = await learner(lms)
  vi.spyOn(lms.store.sessions, 'find').mockImplementation(() => {
    throw new Error('database disk image is malformed')
  })
  return { lms, browser }
}

test('a session that can’t be looked up is a 500, and its reason in the log', async () => {
  const { lms, browser } = await atBrokenLms()
  const answer = await browser.get('/api/user/v1/me')
  expect([answer.status, await answer.text()]).toEqual([500, 'A server error occurred.\n'])
  expect(lms.log).toEqual([expect.stringContaining('GET /api/user/v1/me: Error: database disk image')])
})

test('the health check looks up no session', async () => {
  const { lms, browser } = await atBrokenLms()
  const answer = await browser.get('/heartbeat', {})
  expect([answer.status, answer.headers.getSetCookie(), lms.log]).toEqual([200, [], []])
})
