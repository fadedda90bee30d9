import { expect, test } from 'vitest'
import { fromLms, startLms } from '../../../tests/lms-mock/testing/browser.ts'
import { openControl, testToken } from '../../../tests/lms-mock/testing/open-control.ts'
import { BodyTooLarge, readBody } from './read-body.ts'

const most = 2_621_440
const formType = { ...fromLms, 'Content-Type': 'application/x-www-form-urlencoded' }

/** A body without a length, of which it is counted how much was taken. */
function endless() {
  const part = new Uint8Array(65_536).fill(97)
  let taken = 0
  const body = new ReadableStream({
    pull(controller) {
      taken += part.length
      controller.enqueue(part)
    },
  })
  return {
    request: new Request('http://localhost/', { method: 'POST', body, duplex: 'half' }),
    taken: () => taken,
  }
}

test('a body of the very limit is read', async () => {
  const body = 'é'.repeat(most / 2)
  expect(await readBody(new Request('http://localhost/', { method: 'POST', body }))).toBe(body)
})

test('a body that is said to be larger is not read', async () => {
  const { request, taken } = endless()
  const said = new Request(request, { headers: { 'Content-Length': String(most + 1) } })
  await expect(readBody(said)).rejects.toThrow(BodyTooLarge)
  expect(taken()).toBeLessThan(most)
})

test('a body that says no length is left when it turns out larger', async () => {
  const { request, taken } = endless()
  await expect(readBody(request)).rejects.toThrow(BodyTooLarge)
  expect(taken()).toBeLessThan(most + 4 * 65_536)
})

test.each(['/login_ajax', '/api/user/v1/account/registration/', '/change_enrollment'])(
  '%s refuses a larger one as Django does, which is no bug of the mock',
  async (path) => {
    const lms = startLms()
    const browser = lms.browser()
    await browser.logIn('edx')
    const answer = await browser.post(path, formType, `email=${'x'.repeat(most)}`)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Bad Request (400)')])
    expect(lms.log).toEqual([])
  },
)

test('the control page refuses it too', async () => {
  const lms = openControl()
  const headers = { Authorization: `Bearer ${testToken}` }
  const answer = await lms.ask(
    'POST',
    '/mock/api/learners',
    headers,
    JSON.stringify({ name: 'x'.repeat(most) }),
  )
  expect([answer.status, lms.log]).toEqual([413, []])
})
